import { tinykeys } from 'tinykeys';
import { presetsFor } from '../../render/windows.ts';
import type { Workspace } from '../../state/workspace.ts';
import { TOOLS } from '../../tools/catalogue.ts';
import type { ToolId } from '../../tools/tool.ts';
import type { KeyGroups } from '../../ui/keysDialog.ts';
import { isTyping } from '../../ui/pointer.ts';
import type { ProposalActions } from './proposalBar.ts';

/** Every shortcut of the labelling page, for people. */
export const LABEL_KEYS: KeyGroups = [
  ['keys.move', [['keys.slice', '↑|↓'], ['keys.fiveSlices', 'PgUp|PgDn'], ['keys.ends', 'Home|End'], ['keys.windowDrag', '@keys.rightDrag'], ['keys.presets', 'F1|F8'],
    ['keys.pan', 'Space'], ['keys.zoom', 'Z|Ctrl+↕'], ['keys.fit', 'R']]],
  ['keys.draw', [['keys.brushEraser', 'B|E'], ['keys.size', '[|]|⇧+↕'], ['keys.eraseHeld', 'Ctrl'], ['option.huLock', 'U'], ['name.polygon', 'P'], ['keys.polygonEnd', 'Enter|⌫'],
    ['name.freehand', 'F'], ['name.shape', 'N'], ['name.fill', 'K'], ['name.move', 'A'], ['keys.islandsSmooth', 'I|O'], ['keys.copyOn', 'Ctrl+⇧+↓']]],
  ['keys.semi', [['name.grab-cut', 'G'], ['name.back-projection', 'J'], ['name.model', 'M'], ['name.seeds', 'S'], ['name.livewire', 'L'], ['name.threshold', '⇧ J'], ['name.region-growing', '⇧ G'],
    ['name.split', 'T'], ['name.carry', 'C'], ['name.interpolation', '⇧ C'], ['keys.strokes', '+|−|Alt'], ['keys.run', 'Enter'], ['keys.back', '⌫']]],
  ['keys.proposal', [['keys.accept', 'Enter'], ['keys.acceptNext', '⇧ Enter'], ['keys.refuse', 'Esc']]],
  ['keys.segments', [['keys.choose', '1|9'], ['keys.pick', 'Alt'], ['keys.visible', 'V'], ['keys.lock', '⇧ V'], ['keys.hideHeld', 'H'], ['keys.clear', 'Del'], ['keys.clearAll', '⇧ Del']]],
  ['keys.everything', [['keys.undoRedo', 'Ctrl Z|Ctrl Y'], ['keys.history', 'Y'], ['keys.quantify', 'Q'], ['keys.list', '?']]],
];

export interface KeyActions extends ProposalActions {
  readonly choose: (tool: ToolId) => void;
  readonly resize: (steps: number) => void;
  readonly reset: () => void;
  readonly clear: () => void;
  readonly clearAll: () => void;
  readonly copyOn: (slices: 1 | -1) => void;
  readonly history: () => void;
  readonly quantify: () => void;
  readonly list: () => void;
  readonly back: () => void;
  readonly fillBetween: () => void;
}

/** The labelling page's keys by their place on the keyboard (KeyboardEvent.code), so that they work in Hangul mode. */
export function bindKeys(workspace: Workspace, actions: KeyActions): void {
  const { store } = workspace;
  const step = (slices: number) => () => workspace.goTo(store.state.slice + slices);
  const edit = (action: () => void) => () => { if (workspace.canEdit) action(); };
  const bindings: Record<string, () => void> = {
    'ArrowUp': step(1), 'ArrowLeft': step(1), 'ArrowDown': step(-1), 'ArrowRight': step(-1), 'PageUp': step(5), 'PageDown': step(-5),
    'Home': () => workspace.goTo(workspace.label.lastSlice), 'End': () => workspace.goTo(workspace.label.firstSlice),
    'KeyR': actions.reset, 'KeyY': actions.history, 'KeyQ': actions.quantify, 'Shift+Slash': actions.list,
    'KeyU': () => workspace.setOptions({ huLock: !store.state.options.huLock }),
    'BracketLeft': () => actions.resize(-1), 'BracketRight': () => actions.resize(1),
    'Shift+BracketLeft': () => actions.resize(-5), 'Shift+BracketRight': () => actions.resize(5),
    'Equal': () => workspace.setOptions({ grabCutMode: 'keep' }), 'NumpadAdd': () => workspace.setOptions({ grabCutMode: 'keep' }),
    'Shift+Equal': () => workspace.setOptions({ grabCutMode: 'keep' }),
    'Minus': () => workspace.setOptions({ grabCutMode: 'remove' }), 'NumpadSubtract': () => workspace.setOptions({ grabCutMode: 'remove' }),
    'Enter': actions.accept, 'Shift+Enter': actions.acceptNext, 'Escape': actions.refuse,
    'KeyV': () => workspace.setSegment(store.state.segment, { visible: !workspace.activeSegment.visible }),
    'Shift+KeyV': () => workspace.setSegment(store.state.segment, { locked: !workspace.activeSegment.locked }),
    'Delete': edit(actions.clear), 'Shift+Delete': edit(actions.clearAll), 'Backspace': actions.back, 'Shift+KeyC': edit(actions.fillBetween),
    '$mod+Shift+ArrowDown': edit(() => actions.copyOn(-1)), '$mod+Shift+ArrowUp': edit(() => actions.copyOn(1)),
    '$mod+KeyZ': () => workspace.undo(), '$mod+KeyY': () => workspace.redo(), '$mod+Shift+KeyZ': () => workspace.redo(),
  };
  for (const tool of TOOLS) {
    if (tool.code && (workspace.canEdit || !tool.edits)) bindings[tool.code] = () => actions.choose(tool.id);
  }
  for (let n = 1; n <= 9; n++) {
    bindings[`Digit${n}`] = bindings[`Numpad${n}`] = () => { if (workspace.segmentOf(n)) store.set({ segment: n }); };
  }
  for (const { code, center, width } of presetsFor(workspace.series)) bindings[code] = () => store.set({ window: { center, width } });

  tinykeys(window, Object.fromEntries(Object.entries(bindings).map(([keys, action]) => [keys, (event: KeyboardEvent) => {
    if (isTyping(event) || document.querySelector('dialog[open]')) return;
    // Enter on a button or a link is that button's
    if (event.code === 'Enter' && event.target instanceof HTMLElement && event.target.closest('button, a')) return;
    if (event.target instanceof HTMLInputElement && event.code.startsWith('Arrow')) return;
    event.preventDefault();
    action();
  }])));

  const hideWhileHeld = (isHeld: boolean) => (event: KeyboardEvent) => {
    if (event.code === 'KeyH' && !event.repeat && !isTyping(event)) store.set({ areLabelsHidden: isHeld });
  };
  addEventListener('keydown', hideWhileHeld(true));
  addEventListener('keyup', hideWhileHeld(false));
}
