import { getJson, postJson, send } from '../api/http.ts';
import { h } from '../ui/dom.ts';
import type { ApiTokenSummary, OwnSession } from '../contracts/services.ts';
import { attempt, labelled, openForm, secretOnce, text, timeOf } from './access/page.ts';

const TOKENS = '/api/access/me/tokens';
const SESSIONS = '/api/access/me/sessions';
const DAYS = [30, 90, 365];

const table = document.getElementById('tokens')!;
const sessions = document.getElementById('sessions')!;
const dialog = document.getElementById('token-dialog') as HTMLDialogElement;
const passwordForm = document.getElementById('password-form') as HTMLFormElement;
const passwordDone = document.getElementById('password-done')!;

document.getElementById('add-token')!.addEventListener('click', addToken);
passwordForm.addEventListener('submit', event => {
  event.preventDefault();
  passwordDone.textContent = '';
  void attempt(changePassword);
});
void load();

function load(): Promise<void> {
  return attempt(async () => {
    const [tokens, open] = await Promise.all([getJson<ApiTokenSummary[]>(TOKENS), getJson<OwnSession[]>(SESSIONS)]);
    show(tokens);
    showSessions(open);
  });
}

function showSessions(open: OwnSession[]): void {
  const heads = ['Access.Browser', 'Access.FromWhere', 'Access.Since', 'Access.LastUsed', ''];
  sessions.replaceChildren(
    h('thead', {}, h('tr', {}, ...heads.map(key => h('th', {}, key && text(key))))),
    h('tbody', {}, ...open.map(session => h('tr', { 'data-testid': 'session-row' },
      h('td', {}, browserName(session.browser)),
      h('td', { class: 'mono' }, session.address ?? ''),
      h('td', { class: 'dim' }, timeOf(session.startedAt, '')),
      h('td', { class: 'dim' }, timeOf(session.lastSeenAt, '')),
      h('td', { class: 'num' }, session.isThisOne ? h('span', { class: 'chip ok' }, text('Access.ThisSession')) : h('button', {
        type: 'button', class: 'btn s bad', 'data-testid': 'end-session', on: { click: () => void end(session) },
      }, text('Access.EndSession')))))));
}

function end(session: OwnSession): Promise<void> {
  return attempt(async () => {
    await send('DELETE', `${SESSIONS}/${session.id}`);
    await load();
  });
}

/** The product and the system, out of what a browser says of itself; the rest of it is history. */
function browserName(userAgent: string | null): string {
  const product = /(Edg|OPR|Firefox|Chrome|Safari)\/(\d+)/.exec(userAgent ?? '');
  const system = /Windows|Android|iPhone|iPad|Mac OS|Linux/.exec(userAgent ?? '');
  const name = { Edg: 'Edge', OPR: 'Opera' }[product?.[1] ?? ''] ?? product?.[1];
  return [name && `${name} ${product![2]}`, system?.[0]].filter(Boolean).join(' · ') || (userAgent ?? '');
}

function show(tokens: ApiTokenSummary[]): void {
  const heads = ['Access.TokenName', 'Access.Created', 'Access.Expires', 'Access.LastUsed', ''];
  table.replaceChildren(...tokens.length === 0 ? [] : [
    h('thead', {}, h('tr', {}, ...heads.map(key => h('th', {}, key && text(key))))),
    h('tbody', {}, ...tokens.map(token => h('tr', { 'data-testid': 'token-row' },
      h('td', { class: 'b' }, token.name),
      h('td', { class: 'dim' }, timeOf(token.createdAt, '')),
      h('td', {}, timeOf(token.expiresAt, text('Access.Never'))),
      h('td', {}, timeOf(token.lastUsedAt, text('Access.Unused'))),
      h('td', { class: 'num' }, h('button', {
        type: 'button', class: 'btn s bad', 'data-testid': 'revoke-token', on: { click: () => revoke(token) },
      }, text('Access.Revoke'))))))]);
}

function addToken(): void {
  const days = h('select', { class: 'field', name: 'days' },
    ...DAYS.map(count => h('option', { value: count }, text('Access.Days', count))), h('option', { value: '' }, text('Access.Never')));
  openForm(dialog, text('Access.AddToken'), [
    labelled(text('Access.TokenName'), h('input', {
      class: 'field', name: 'name', required: true, maxlength: 100, autocomplete: 'off', placeholder: text('Access.TokenHint'),
    })),
    labelled(text('Access.Expires'), days),
  ], text('Access.Create'), async values => {
    const count = Number(values.get('days'));
    const created = await postJson<{ secret: string }>(TOKENS, {
      name: values.get('name'), expiresAt: count > 0 ? new Date(Date.now() + count * 86_400_000).toISOString() : null,
    });
    void load();
    return secretOnce(created.secret, text('Access.TokenOnce'));
  });
}

function revoke(token: ApiTokenSummary): void {
  openForm(dialog, text('Access.Revoke'), [h('p', { class: 'small muted' }, text('Access.RevokeExplained', token.name))],
    text('Access.Revoke'), async () => {
      await send('DELETE', `${TOKENS}/${token.id}`);
      void load();
      return undefined;
    });
}

async function changePassword(): Promise<void> {
  const values = new FormData(passwordForm);
  await send('POST', '/api/access/me/password', { body: { currentPassword: values.get('current'), newPassword: values.get('next') } });
  passwordForm.reset();
  passwordDone.textContent = text('Access.PasswordChanged');
}
