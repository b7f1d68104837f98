import { getJson, postJson, send } from '../api/http.ts';
import { h, icon } from '../ui/dom.ts';
import type { UserSummary } from '../contracts/services.ts';
import { attempt, labelled, openForm, secretOnce, text, timeOf } from './access/page.ts';

const ROLES = ['annotator', 'reviewer', 'researcher', 'admin'];
const USERS = '/api/access/users';

const table = document.getElementById('users')!;
const dialog = document.getElementById('user-dialog') as HTMLDialogElement;

document.getElementById('add-user')!.addEventListener('click', addUser);
void load();

function load(): Promise<void> {
  return attempt(async () => show(await getJson<UserSummary[]>(USERS)));
}

function show(users: UserSummary[]): void {
  const heads = ['Access.Name', 'Access.UserName', 'Access.Roles', 'Access.Since', 'Access.State', ''];
  table.replaceChildren(
    h('thead', {}, h('tr', {}, ...heads.map(key => h('th', {}, key && text(key))))),
    h('tbody', {}, ...users.map(row)));
}

function row(user: UserSummary): HTMLElement {
  return h('tr', { class: user.isDisabled ? 'off' : '', 'data-testid': 'user-row', 'data-user': user.userName },
    h('td', { class: 'b' }, user.displayName),
    h('td', { class: 'mono' }, user.userName),
    h('td', {}, h('div', { class: 'row' }, ...user.roles.map(role => h('span', { class: 'chip line' }, text(`Role.${role}`))))),
    h('td', { class: 'dim' }, timeOf(user.createdAt, '')),
    h('td', {}, state(user)),
    h('td', { class: 'num' }, h('div', { class: 'row' },
      h('button', { type: 'button', class: 'btn s', 'data-testid': 'change-user', on: { click: () => changeUser(user) } },
        text('Access.Change')),
      h('button', { type: 'button', class: 'btn s', 'data-testid': 'reset-password', on: { click: () => resetPassword(user) } },
        text('Access.ResetPassword')))));
}

function state(user: UserSummary): Node {
  if (user.isDisabled) return h('span', { class: 'chip' }, icon('lock', 's'), text('Access.Disabled'));
  return h('span', { class: 'chip ok' }, icon('check', 's'), text('Access.Active'));
}

function addUser(): void {
  openForm(dialog, text('Access.AddUser'), [
    labelled(text('Access.UserName'), h('input', {
      class: 'field', name: 'userName', required: true, maxlength: 64, autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false',
    })),
    labelled(text('Access.Name'), nameField('')),
    roleFields(['annotator']),
  ], text('Access.Create'), async values => {
    const created = await postJson<{ password: string }>(USERS, {
      userName: values.get('userName'), displayName: values.get('displayName'), roles: values.getAll('role'), password: null,
    });
    void load();
    return secretOnce(created.password, text('Access.PasswordOnce'));
  });
}

function changeUser(user: UserSummary): void {
  const disabled = h('input', { type: 'checkbox', name: 'disabled', checked: user.isDisabled, 'data-testid': 'disable-user' });
  openForm(dialog, text('Access.ChangeUser', user.userName), [
    labelled(text('Access.Name'), nameField(user.displayName)),
    roleFields(user.roles),
    h('label', { class: 'check' }, disabled, text('Access.Disable')),
  ], text('Access.Save'), async values => {
    await send('PUT', `${USERS}/${user.id}`, {
      body: { displayName: values.get('displayName'), roles: values.getAll('role'), isDisabled: disabled.checked },
    });
    void load();
    return undefined;
  });
}

function resetPassword(user: UserSummary): void {
  openForm(dialog, text('Access.ResetPasswordOf', user.displayName),
    [h('p', { class: 'small muted' }, text('Access.ResetExplained', user.displayName))],
    text('Access.ResetPassword'), async () => {
      const reset = await postJson<{ password: string }>(`${USERS}/${user.id}/password`, { password: null });
      void load();
      return secretOnce(reset.password, text('Access.PasswordOnce'));
    });
}

const nameField = (value: string) =>
  h('input', { class: 'field', name: 'displayName', required: true, maxlength: 100, autocomplete: 'off', value });

function roleFields(chosen: string[]): HTMLElement {
  return h('fieldset', {}, h('legend', { class: 'small muted' }, text('Access.Roles')), ...ROLES.map(role =>
    h('label', { class: 'check' }, h('input', { type: 'checkbox', name: 'role', value: role, checked: chosen.includes(role) }),
      h('span', {}, text(`Role.${role}`), ' ', h('span', { class: 'small dim' }, text(`Access.May.${role}`))))));
}
