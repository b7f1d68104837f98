import { h } from './dom.ts';

export interface TypedQuestion {
  readonly title: string;
  readonly explanation: string;
  /** Of the field. */
  readonly label: string;
  readonly value?: string;
  readonly maxLength?: number;
  /** What must be typed before it can be done: for what cannot be undone by a key. */
  readonly expected?: string;
  readonly submit: string;
  readonly cancel: string;
  readonly reasonOf: (error: unknown) => string;
  readonly act: (typed: string) => Promise<void>;
}

/** One line of text asked for in a dialog, which closes when what it is for is done, and says why when it is not. */
export function askTyped(question: TypedQuestion): void {
  const { expected } = question;
  const field = h('input', {
    class: 'field', value: question.value ?? '', maxlength: question.maxLength ?? 128,
    placeholder: expected, autocomplete: 'off', spellcheck: 'false', 'data-testid': 'typed',
  });
  const failure = h('p', { class: 'note bad', role: 'alert', hidden: true });
  const submit = h('button', {
    class: `btn ${expected === undefined ? 'primary' : 'bad'}`, disabled: expected !== undefined, 'data-testid': 'dialog-submit',
  }, question.submit);
  const cancel = h('button', { type: 'button', class: 'btn', 'data-testid': 'dialog-close' }, question.cancel);
  const form = h('form', {},
    h('h2', { id: 'typed-title' }, question.title), h('p', { class: 'small muted' }, question.explanation),
    h('label', { class: 'col small muted' }, question.label, field), failure, h('div', { class: 'row actions' }, cancel, submit));
  const dialog = h('dialog', {
    class: 'form', 'aria-labelledby': 'typed-title', 'data-testid': 'typed-dialog', ...(expected !== undefined && { role: 'alertdialog' }),
  }, form);
  cancel.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  const isReady = () => expected === undefined || field.value.trim() === expected;
  field.addEventListener('input', () => { submit.disabled = !isReady(); });
  form.addEventListener('submit', event => {
    event.preventDefault();
    submit.disabled = true;
    question.act(field.value.trim()).then(() => dialog.close(), (error: unknown) => {
      failure.textContent = question.reasonOf(error);
      failure.hidden = false;
      submit.disabled = !isReady();
    });
  });
  document.body.append(dialog);
  dialog.showModal();
  // The safe choice first where something is destroyed.
  if (expected === undefined) field.select();
  else field.focus();
}
