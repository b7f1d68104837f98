import { segmentName, t } from '../../i18n/i18n.ts';
import type { Chord } from '../../settings/chord.ts';
import type { Command } from '../../keys/command.ts';
import type { Workspace } from '../../state/workspace.ts';
import { TOOLS } from '../../tools/catalogue.ts';
import type { ToolId } from '../../state/toolId.ts';
import type { Gesture } from '../../ui/keysDialog.ts';
import type { ProposalActions } from './proposalBar.ts';

export interface KeyActions extends ProposalActions {
  readonly choose: (tool: ToolId) => void;
  readonly resize: (steps: number) => void;
  readonly clear: () => void;
  readonly clearAll: () => void;
  readonly copyOn: (slices: 1 | -1) => void;
  readonly back: () => void;
  /** Whether the tool in hand has a use for the arrow keys, and what it does with them: pixels to the right and down. */
  readonly canNudge: () => boolean;
  readonly nudge: (di: number, dj: number) => void;
  readonly fillBetween: () => void;
  /** Whether the tool in hand has something for Enter to do while nothing is proposed. */
  readonly hasWork: () => boolean;
  readonly deleteRuler: () => void;
  /** Whether the panel is a drawer on a screen of this width, and what opens and closes it. */
  readonly hasDrawer: () => boolean;
  readonly panel: () => void;
  readonly history: () => void;
  readonly quantify: () => void;
}

/** What is done with the pointer, for the list of shortcuts. */
export function labelGestures(isResearchMouse: boolean): Gesture[] {
  const drag = (isCtrl: boolean) => (isCtrl ? `Ctrl + ${t('keys.rightDrag')}` : t('keys.rightDrag'));
  return [
    ['keys.move', 'keys.windowDrag', drag(isResearchMouse)], ['keys.move', 'keys.zoom', `Ctrl + ${t('keys.wheel')}`], ['keys.move', 'keys.zoom', drag(!isResearchMouse)],
    ['keys.move', 'keys.pan', `Space + ${t('keys.drag')}`],
    ['keys.draw', 'keys.size', `⇧ + ${t('keys.wheel')}`], ['keys.draw', 'keys.eraseHeld', 'Ctrl'], ['keys.segments', 'keys.pick', `Alt + ${t('keys.click')}`],
  ];
}

/** What can be done on the labelling page besides viewing. Keys go by their place on the keyboard, so they work in Hangul mode. */
export function labelCommands(workspace: Workspace, actions: KeyActions): Command[] {
  const { store, canEdit } = workspace;
  const semi = (id: string, title: string, keys: Chord[], run: () => void): Command => ({ id, group: 'keys.semi', title, keys, run });
  const hasProposal = () => store.state.proposal !== undefined;

  const reading: Command[] = [
    ...TOOLS.filter(tool => canEdit || !tool.edits).map((tool): Command => ({
      id: `tool.${tool.id}`, group: TOOL_GROUP[tool.id] ?? (tool.edits ? 'keys.semi' : 'keys.move'), title: t(tool.name), keys: tool.code ? [tool.code] : [],
      run: () => actions.choose(tool.id),
    })),
    { id: 'ruler.delete', group: 'keys.move', title: t('cmd.deleteRuler'), keys: ['Delete', 'Backspace'], isPossible: () => store.state.tool === 'ruler', run: actions.deleteRuler },
    {
      id: 'labels.hide', group: 'keys.segments', title: t('keys.hideHeld'), keys: ['KeyH'],
      run: () => store.set({ areLabelsHidden: true }), release: () => store.set({ areLabelsHidden: false }),
    },
    // by number, which never changes, and for segments that are added later, too
    ...Array.from({ length: 9 }, (_, n) => n + 1).map((n): Command => ({
      id: `segment.${n}`, group: 'keys.segments', family: t('keys.choose'), title: t('cmd.segment', { n, name: workspace.segmentOf(n) ? segmentName(workspace.segmentOf(n)!) : '' }),
      keys: [`Digit${n}`, `Numpad${n}`], isPossible: () => workspace.segmentOf(n) !== undefined, run: () => store.set({ segment: n }),
    })),
    { id: 'segment.visible', group: 'keys.segments', title: t('keys.visible'), keys: ['KeyV'], run: () => workspace.setSegment(store.state.segment, { visible: !workspace.activeSegment.visible }) },
    { id: 'page.panel', group: 'keys.everything', title: t('keys.panel'), keys: ['Backslash'], isPossible: actions.hasDrawer, run: actions.panel },
    { id: 'page.history', group: 'keys.everything', title: t('keys.history'), keys: ['KeyY'], run: actions.history },
    { id: 'page.quantify', group: 'keys.everything', title: t('keys.quantify'), keys: ['KeyQ'], run: actions.quantify },
  ];
  if (!canEdit) return reading;
  return [
    ...reading,
    ...([[-1, 'cmd.smaller', 'BracketLeft'], [1, 'cmd.larger', 'BracketRight'], [-5, 'cmd.muchSmaller', 'Shift+BracketLeft'], [5, 'cmd.muchLarger', 'Shift+BracketRight']] as const)
      .map(([by, title, key]): Command => ({ id: `size.${by}`, group: 'keys.draw', family: t('keys.size'), title: t(title), keys: [key], run: () => actions.resize(by) })),
    { id: 'option.huLock', group: 'keys.draw', title: t('option.huLock'), keys: ['KeyU'], run: () => workspace.setOptions({ huLock: !store.state.options.huLock }) },
    { ...semi('stroke.keep', t('cmd.keepStroke'), ['Equal', 'Shift+Equal', 'NumpadAdd'], () => workspace.setOptions({ grabCutMode: 'keep' })), family: t('keys.strokes') },
    { ...semi('stroke.remove', t('cmd.removeStroke'), ['Minus', 'NumpadSubtract'], () => workspace.setOptions({ grabCutMode: 'remove' })), family: t('keys.strokes') },
    { id: 'proposal.accept', group: 'keys.proposal', title: t('keys.accept'), keys: ['Enter', 'NumpadEnter'], isDecision: true, isPossible: () => hasProposal() || actions.hasWork(), run: actions.accept },
    { id: 'proposal.next', group: 'keys.proposal', title: t('keys.acceptNext'), keys: ['Shift+Enter', 'Shift+NumpadEnter'], isDecision: true, isPossible: hasProposal, run: actions.acceptNext },
    { id: 'proposal.refuse', group: 'keys.proposal', title: t('keys.refuse'), keys: ['Escape'], run: actions.refuse },
    { id: 'segment.lock', group: 'keys.segments', title: t('keys.lock'), keys: ['Shift+KeyV'], run: () => workspace.setSegment(store.state.segment, { locked: !workspace.activeSegment.locked }) },
    { id: 'segment.clear', group: 'keys.segments', title: t('keys.clear'), keys: ['Delete'], isPossible: () => store.state.tool !== 'ruler', run: actions.clear },
    { id: 'segment.clearAll', group: 'keys.segments', title: t('keys.clearAll'), keys: ['Shift+Delete'], run: actions.clearAll },
    ...([[1, 'ArrowUp'], [-1, 'ArrowDown']] as const).map(([slices, key]): Command => ({
      id: `edit.copy.${slices}`, group: 'keys.draw', family: t('keys.copyOn'), title: t(slices > 0 ? 'cmd.copyUp' : 'cmd.copyDown'), keys: [`Ctrl+Shift+${key}`], run: () => actions.copyOn(slices),
    })),
    ...[1, 10].flatMap(px => ([['Left', -1, 0], ['Right', 1, 0], ['Up', 0, -1], ['Down', 0, 1]] as const).map(([side, di, dj]): Command => ({
      id: `move.${side.toLowerCase()}${px}`, group: 'keys.draw', family: t('cmd.nudgeKeys'), title: t(`cmd.nudge${side}`, { n: px }), keys: [`${px > 1 ? 'Shift+' : ''}Arrow${side}`],
      isPossible: actions.canNudge, run: () => actions.nudge(di * px, dj * px),
    }))),
    semi('assist.fillBetween', t('name.interpolation'), ['Shift+KeyC'], actions.fillBetween),
    { ...semi('assist.back', t('keys.back'), ['Backspace'], actions.back), isPossible: () => store.state.tool !== 'ruler' },
    { id: 'edit.undo', group: 'keys.everything', title: t('name.undo'), keys: ['Ctrl+KeyZ'], run: () => workspace.undo() },
    { id: 'edit.redo', group: 'keys.everything', title: t('name.redo'), keys: ['Ctrl+KeyY', 'Ctrl+Shift+KeyZ'], run: () => workspace.redo() },
  ];
}

const TOOL_GROUP: Partial<Record<ToolId, Command['group']>> = {
  brush: 'keys.draw', eraser: 'keys.draw', polygon: 'keys.draw', freehand: 'keys.draw', shape: 'keys.draw', fill: 'keys.draw', move: 'keys.draw',
  copy: 'keys.draw', islands: 'keys.draw', smooth: 'keys.draw',
};
