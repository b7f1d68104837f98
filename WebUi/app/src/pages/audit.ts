import { getJson } from '../api/http.ts';
import { h } from '../ui/dom.ts';
import type { AuditRow } from '../contracts/services.ts';
import { attempt, stamp, text } from './access/page.ts';

const AUDIT = '/api/access/audit';
const DAY_MS = 86_400_000;

const table = document.getElementById('audit')!;
const form = document.getElementById('audit-filters') as HTMLFormElement;
const csv = document.getElementById('audit-csv') as HTMLAnchorElement;
const older = document.getElementById('older') as HTMLButtonElement;
const newest = document.getElementById('newest') as HTMLButtonElement;
let next: string | null = null;

form.addEventListener('submit', event => event.preventDefault());
form.addEventListener('change', () => {
  keepFilters();
  void load(null);
});
fillFilters();
older.addEventListener('click', () => void load(next));
newest.addEventListener('click', () => void load(null));
void load(null);

function load(before: string | null): Promise<void> {
  const query = filters();
  csv.href = `${AUDIT}.csv?${query}`;
  if (before) query.set('before', before);
  return attempt(async () => {
    const page = await getJson<{ rows: AuditRow[]; next: string | null }>(`${AUDIT}?${query}`);
    show(page.rows);
    next = page.next;
    older.disabled = next === null;
    newest.disabled = before === null;
  });
}

/** The address keeps the filters: it can be sent, bookmarked, and come back to. */
function keepFilters(): void {
  const query = new URLSearchParams([...new FormData(form)].flatMap(([name, value]) =>
    String(value).trim() ? [[name, String(value)]] : []));
  history.replaceState(null, '', query.size > 0 ? `?${query}` : location.pathname);
}

function fillFilters(): void {
  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = value;
  }
}

/** Dates are days of the reader's time zone; the last one is included. */
function filters(): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    const wanted = String(value).trim();
    if (!wanted) continue;
    const isDay = name === 'from' || name === 'to';
    query.set(name, isDay ? new Date(new Date(`${wanted}T00:00`).getTime() + (name === 'to' ? DAY_MS : 0)).toISOString() : wanted);
  }
  return query;
}

function show(rows: AuditRow[]): void {
  const heads = ['Access.At', 'Access.Who', 'Access.FromWhere', 'Access.Action', 'Access.Outcome', 'Access.What'];
  table.replaceChildren(
    h('thead', {}, h('tr', {}, ...heads.map(key => h('th', {}, text(key))))),
    h('tbody', {}, ...rows.length > 0 ? rows.map(row)
      : [h('tr', {}, h('td', { colspan: heads.length, class: 'dim' }, text('Access.NoRows')))]));
  table.parentElement!.scrollTop = 0;
}

function row(of: AuditRow): HTMLElement {
  return h('tr', { 'data-testid': 'audit-row', 'data-action': of.action },
    h('td', { class: 'nowrap' }, h('time', { datetime: of.at }, stamp(new Date(of.at)))),
    h('td', {}, h('div', {}, of.person?.name ?? of.userName ?? '—'), of.person && h('div', { class: 'tiny dim' }, of.userName)),
    h('td', {}, h('div', { class: 'small' }, text(`Access.Via.${of.via}`)), h('div', { class: 'tiny dim' }, of.source)),
    h('td', { class: 'nowrap', title: of.action }, inWords(of.action), of.count > 1 && ` × ${of.count}`),
    h('td', {}, outcome(of.status)),
    h('td', { class: 'uid' }, ...what(of)));
}

function outcome(status: number): Node {
  const name = status < 400 ? 'done' : [401, 403, 429].includes(status) ? 'refused' : 'failed';
  const tint = { done: '', refused: 'warn', failed: 'bad' }[name];
  return h('span', { class: `chip ${tint}`, title: String(status) }, text(`Outcome.${name}`));
}

/** An action without a name of its own is a read or a change of a service. */
function inWords(action: string): string {
  const key = `Action.${action}`;
  return text(key) === key ? text(action.endsWith('.change') ? 'Action.change' : 'Action.read') : text(key);
}

/** What it was about, linked to where it can be looked at. */
function what(of: AuditRow): (Node | string)[] {
  const { studyInstanceUid: study, seriesInstanceUid: series, sopInstanceUid: instance, subject } = of;
  const label = /^label:(.+)$/.exec(subject ?? '')?.[1];
  const parts: (Node | string | null)[] = [
    series ? link(`/series/${series}/area`, instance ?? series) : study,
    label ? link(`/labels/${label}`, subject!) : subject,
    of.slices && text('Access.Slices', of.slices),
  ];
  return parts.filter((part): part is Node | string => part !== null && part !== '').flatMap((part, n) => n > 0 ? [' · ', part] : [part]);
}

const link = (address: string, name: string) => h('a', { href: address }, name);
