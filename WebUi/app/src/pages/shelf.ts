import { getJson, send } from '../api/http.ts';
import { h } from '../ui/dom.ts';
import type { ShelvedMessage } from '../contracts/services.ts';
import { attempt, openForm, text, timeOf } from './access/page.ts';

/** Where each service's messages lie that it could not send; rows of the audit trail can only be looked at. */
const SHELVES = ['imaging', 'labeling', 'inference', 'quant'].map(name => `/api/outbox/${name}`);
const AUDIT = '/api/access/audit/shelf';

const table = document.getElementById('shelf')!;
const dialog = document.getElementById('shelf-dialog') as HTMLDialogElement;

void load();

function load(): Promise<void> {
  return attempt(async () => {
    const shelves = await Promise.all([...SHELVES, AUDIT].map(async shelf =>
      (await getJson<ShelvedMessage[]>(shelf)).map(message => row(shelf, message))));
    show(shelves.flat());
  });
}

function show(rows: HTMLElement[]): void {
  const heads = ['Access.At', 'Access.Message', 'Access.Reason', 'Access.What', ''];
  table.replaceChildren(
    h('thead', {}, h('tr', {}, ...heads.map(key => h('th', {}, key && text(key))))),
    h('tbody', {}, ...rows.length > 0 ? rows : [h('tr', {}, h('td', { colspan: heads.length, class: 'dim' }, text('Access.ShelfEmpty')))]));
}

function row(shelf: string, message: ShelvedMessage): HTMLElement {
  const act = (key: string, method: 'POST' | 'DELETE', address: string) => h('button', {
    type: 'button', class: method === 'DELETE' ? 'btn s bad' : 'btn s', 'data-testid': `shelf-${method.toLowerCase()}`,
    on: { click: () => ask(key, message, () => send(method, address)) },
  }, text(key));
  return h('tr', { 'data-testid': 'shelf-row' },
    h('td', { class: 'nowrap' }, timeOf(message.createdAt, '')),
    h('td', { class: 'mono' }, message.type),
    h('td', { class: 'small' }, message.failure),
    h('td', { class: 'uid' }, message.body),
    h('td', { class: 'num' }, shelf === AUDIT ? '' : h('div', { class: 'row' },
      act('Access.SendAgain', 'POST', `${shelf}/${message.id}/retry`), act('Access.Drop', 'DELETE', `${shelf}/${message.id}`))));
}

function ask(key: string, message: ShelvedMessage, act: () => Promise<unknown>): void {
  openForm(dialog, text(key), [h('p', { class: 'small muted' }, text(`${key}Explained`, message.type))], text(key), async () => {
    await act();
    void load();
    return undefined;
  });
}
