import { t, type MessageKey } from '../../i18n/i18n.ts';
import { h, iconButton } from '../../ui/dom.ts';

const GROUPS: readonly (readonly [MessageKey, readonly (readonly [MessageKey, string])[]])[] = [
  ['keys.move', [['keys.slice', '↑|↓'], ['keys.fiveSlices', 'PgUp|PgDn'], ['keys.ends', 'Home|End'], ['keys.windowDrag', '@keys.rightDrag'], ['keys.presets', 'F1|F8'],
    ['keys.pan', 'Space'], ['keys.zoom', 'Z|Ctrl+↕'], ['keys.fit', 'R']]],
  ['keys.draw', [['keys.brushEraser', 'B|E'], ['keys.size', '[|]|⇧+↕'], ['keys.eraseHeld', 'Ctrl'], ['option.huLock', 'U']]],
  ['keys.semi', [['name.grab-cut', 'G'], ['name.back-projection', 'J'], ['name.model', 'M'], ['keys.strokes', '+|−|Alt']]],
  ['keys.proposal', [['keys.accept', 'Enter'], ['keys.acceptNext', '⇧ Enter'], ['keys.refuse', 'Esc']]],
  ['keys.segments', [['keys.choose', '1|9'], ['keys.pick', 'Alt'], ['keys.visible', 'V'], ['keys.lock', '⇧ V'], ['keys.hideHeld', 'H'], ['keys.clear', 'Del']]],
  ['keys.everything', [['keys.undoRedo', 'Ctrl Z|Ctrl Y'], ['keys.history', 'Y'], ['keys.quantify', 'Q'], ['keys.list', '?']]],
];

/** Every shortcut of the labelling page. */
export function keysDialog(): HTMLDialogElement {
  const dialog = h('dialog', { class: 'keys', 'aria-label': t('keys.title'), 'data-testid': 'keys' },
    h('div', { class: 'panel-head' }, h('h2', { class: 'grow' }, t('keys.title')), h('span', { class: 'tiny dim' }, t('keys.note')),
      iconButton('x', t('close'), { class: 'ib s tipl', on: { click: () => dialog.close() } })),
    h('div', { class: 'g' }, ...GROUPS.map(([title, keys]) => h('section', {}, h('h3', {}, t(title)),
      h('dl', {}, ...keys.flatMap(([name, codes]) => [
        h('dt', {}, t(name)),
        h('dd', {}, ...codes.split('|').map(code => h('kbd', {}, code.startsWith('@') ? t(code.slice(1) as MessageKey) : code))),
      ]))))));
  return dialog;
}
