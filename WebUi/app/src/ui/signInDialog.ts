import { signIn } from '../api/client.ts';
import { t } from '../i18n/i18n.ts';
import { h } from './dom.ts';

let asking: Promise<void> | undefined;

/** Asks for the password where the person is working; resolves once they are signed in again. One dialog at a time. */
export function askToSignIn(): Promise<void> {
  return asking ??= new Promise<void>(resolve => {
    const user = h('input', {
      class: 'field', id: 'again-user', autocomplete: 'username', autocapitalize: 'none',
      spellcheck: 'false', maxlength: 256, required: true, 'data-testid': 'again-user',
    });
    const password = h('input', {
      class: 'field', id: 'again-password', type: 'password', autocomplete: 'current-password',
      maxlength: 1024, required: true, 'data-testid': 'again-password',
    });
    const problem = h('p', { class: 'small bad-text', role: 'alert' });
    const submit = h('button', { class: 'btn primary', 'data-testid': 'again-submit' }, t('signIn.submit'));
    const form = h('form', { class: 'col' },
      h('h2', { id: 'again-title' }, t('signIn.title')), h('p', { class: 'small muted' }, t('signIn.text')),
      h('label', { for: 'again-user' }, t('signIn.user')), user,
      h('label', { for: 'again-password' }, t('signIn.password')), password, problem, submit);
    const dialog = h('dialog', { class: 'sign-in-again', 'aria-labelledby': 'again-title', 'data-testid': 'sign-in-again' }, form);
    form.addEventListener('submit', event => {
      event.preventDefault();
      submit.disabled = true;
      signIn(user.value, password.value).then(isIn => {
        if (isIn) dialog.close();
        else {
          problem.textContent = t('signIn.failed');
          password.value = '';
          password.focus();
        }
      }, () => { problem.textContent = t('failure.unreachable'); }).finally(() => { submit.disabled = false; });
    });
    dialog.addEventListener('cancel', event => event.preventDefault()); // Escape would uncover the page
    dialog.addEventListener('close', () => {
      dialog.remove();
      asking = undefined;
      resolve();
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
