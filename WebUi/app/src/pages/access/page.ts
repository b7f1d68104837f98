import { ApiFailure } from '../../api/http.ts';
import { said } from '../../i18n/sentences.ts';
import { textsOf } from '../../shell/texts.ts';
import { h } from '../../ui/dom.ts';

export const text = textsOf('access-texts');

const problem = document.getElementById('problem')!;

/** Does something that may fail; what went wrong appears above the list and stays until something succeeds. */
export async function attempt(work: () => Promise<void>): Promise<void> {
  try {
    await work();
    problem.hidden = true;
  } catch (error) {
    problem.querySelector('span')!.textContent = reasonOf(error);
    problem.hidden = false;
  }
}

/** Signed out: the sign-in form, and back here afterwards. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof ApiFailure)) throw error;
  if (error.kind === 'signed-out') location.assign(`/sign-in?away=1&returnUrl=${encodeURIComponent(location.pathname)}`);
  return error.kind === 'refused' ? said(error.sentence) : text('Access.Unreachable');
}

/**
 * A dialog with fields; it closes when what it is for succeeded, and says why when not.
 * @param submit its result, when there is one, takes the fields' place: a secret that is shown once
 */
export function openForm(dialog: HTMLDialogElement, title: string, fields: Node[], submitText: string,
  submit: (values: FormData) => Promise<Node | undefined>): void {
  const failure = h('p', { class: 'note bad', role: 'alert', hidden: true });
  const button = h('button', { class: 'btn primary', 'data-testid': 'dialog-submit' }, submitText);
  const cancel = h('button', { type: 'button', class: 'btn', 'data-testid': 'dialog-close', on: { click: () => dialog.close() } },
    text('Access.Cancel'));
  const form = h('form', {},
    h('h2', { id: `${dialog.id}-title` }, title), ...fields, failure, h('div', { class: 'row actions' }, cancel, button));
  form.addEventListener('submit', event => {
    event.preventDefault();
    button.disabled = true;
    submit(new FormData(form)).then(shown => {
      if (!shown) return dialog.close();
      for (const field of fields) field.parentNode?.removeChild(field);
      failure.hidden = true;
      failure.before(shown);
      button.remove();
      cancel.textContent = text('Access.Close');
      cancel.focus();
    }, (error: unknown) => {
      failure.textContent = reasonOf(error);
      failure.hidden = false;
      button.disabled = false;
    });
  });
  dialog.replaceChildren(form);
  dialog.showModal();
}

/** A secret that is shown this once, with a button that copies it. */
export function secretOnce(secret: string, explanation: string): HTMLElement {
  const copy = h('button', {
    type: 'button', class: 'btn s',
    on: {
      click: () => void navigator.clipboard.writeText(secret).then(() => { copy.textContent = text('Access.Copied'); }, () => undefined),
    },
  }, text('Access.Copy'));
  return h('div', { class: 'col' }, h('p', { class: 'small' }, explanation),
    h('code', { class: 'mono secret', 'data-testid': 'secret' }, secret), h('div', {}, copy));
}

export const labelled = (name: string, field: HTMLElement): HTMLElement => h('div', { class: 'fields' }, h('label', {}, name, field));

export const timeOf = (at: string | null, never: string): Node => at
  ? h('time', { datetime: at, class: 'nowrap' }, stamp(new Date(at)))
  : h('span', { class: 'dim' }, never);

/** 2025-11-21 14:22:07 in the reader's time zone. */
export function stamp(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${day} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':')}`;
}
