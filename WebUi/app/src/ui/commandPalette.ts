import { t } from '../i18n/i18n.ts';
import { chordText } from '../settings/chord.ts';
import { findCommands, keysOf, type Command } from '../keys/command.ts';
import { runCommand } from '../keys/run.ts';
import type { Shortcuts } from '../keys/shortcuts.ts';
import { h } from './dom.ts';

/** Every command by name: type, choose with the arrows, run with Enter. */
export function mountCommandPalette(root: HTMLElement, shortcuts: Shortcuts): () => void {
  const list = h('ul', { id: 'palette-list', role: 'listbox', 'aria-label': t('palette.title') });
  const field = h('input', {
    class: 'field', type: 'text', role: 'combobox',
    'aria-expanded': 'true', 'aria-controls': 'palette-list', 'aria-autocomplete': 'list',
    autocomplete: 'off', spellcheck: 'false',
    'aria-label': t('palette.title'), placeholder: t('palette.hint'), 'data-testid': 'palette-field',
  });
  const dialog = h('dialog', { class: 'palette', 'aria-label': t('palette.title'), 'data-testid': 'palette' }, field, list);
  let found: readonly Command[] = [];
  let at = 0;

  const run = (command: Command | undefined) => {
    if (!command) return;
    dialog.close();
    runCommand(command);
  };
  const mark = (index: number) => {
    at = found.length === 0 ? -1 : (index + found.length) % found.length;
    [...list.children].forEach((item, n) => item.setAttribute('aria-selected', String(n === at)));
    list.children[at]?.scrollIntoView({ block: 'nearest' });
    field.setAttribute('aria-activedescendant', list.children[at]?.id ?? '');
  };
  const show = () => {
    const possible = shortcuts.commands.filter(command => !command.release && (command.isPossible?.() ?? true));
    found = findCommands(possible, field.value, t);
    list.replaceChildren(...(found.length > 0 ? found.map((command, n) => h('li', {
      id: `palette-${n}`, role: 'option', on: { click: () => run(command), pointermove: () => { if (at !== n) mark(n); } },
    }, h('span', { class: 'ell' }, command.title), h('span', { class: 'dim tiny grow' }, t(command.group)),
    ...keysOf(command, shortcuts.settings.state.keys).slice(0, 1).map(chord => h('kbd', {}, chordText(chord)))))
      : [h('li', { class: 'dim' }, t('palette.nothing'))]));
    mark(0);
  };
  field.addEventListener('input', show);
  field.addEventListener('keydown', event => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.code];
    if (step) mark(at + step);
    else if (event.code === 'Enter' || event.code === 'NumpadEnter') run(found[at]);
    else return;
    event.preventDefault();
  });
  dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); });
  root.append(dialog);
  return () => {
    if (dialog.open) return;
    field.value = '';
    dialog.showModal();
    show();
  };
}
