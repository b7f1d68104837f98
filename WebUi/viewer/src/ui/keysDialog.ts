import { t, type MessageKey } from '../i18n/i18n.ts';
import { element, h, iconButton } from './dom.ts';

/** Titles with their keys: what a key does, and the keys, separated by `|`; `@` marks a text of the dictionary. */
export type KeyGroups = readonly (readonly [MessageKey, readonly (readonly [MessageKey, string])[]])[];

/** The list of a page's shortcuts; the top bar's button and `?` open it. */
export function mountKeysDialog(root: HTMLElement, groups: KeyGroups): () => void {
  const dialog = keysDialog(groups);
  const open = () => { if (!dialog.open) dialog.showModal(); };
  root.append(dialog);
  dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); });
  element('open-keys')?.addEventListener('click', open);
  return open;
}

function keysDialog(groups: KeyGroups): HTMLDialogElement {
  const dialog = h('dialog', { class: 'keys', 'aria-label': t('keys.title'), 'data-testid': 'keys' },
    h('div', { class: 'panel-head' }, h('h2', { class: 'grow' }, t('keys.title')), h('span', { class: 'tiny dim' }, t('keys.note')),
      iconButton('x', t('close'), { class: 'ib s tipl', on: { click: () => dialog.close() } })),
    h('div', { class: 'g' }, ...groups.map(([title, keys]) => h('section', {}, h('h3', {}, t(title)),
      h('dl', {}, ...keys.flatMap(([name, codes]) => [
        h('dt', {}, t(name)),
        h('dd', {}, ...codes.split('|').map(code => h('kbd', {}, code.startsWith('@') ? t(code.slice(1) as MessageKey) : code))),
      ]))))));
  return dialog;
}
