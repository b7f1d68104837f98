import type { Segment } from '../../contracts/services.ts';
import { segmentName, t } from '../../i18n/i18n.ts';
import type { Command } from '../../keys/command.ts';
import type { Workspace } from '../../state/workspace.ts';
import { edits, TOOLS, WITHOUT_TOOL, type ToolId } from '../../tools/index.ts';
import type { ToolDefinition } from '../../tools/shared/definition.ts';
import type { Gesture } from '../../ui/keysDialog.ts';
import type { ProposalActions } from './proposalBar.ts';

export interface KeyActions extends ProposalActions {
  readonly choose: (tool: ToolId) => void;
  readonly resize: (steps: number) => void;
  readonly clear: () => void;
  readonly clearAll: () => void;
  readonly back: () => void;
  /** Whether the tool in hand has a use for the arrow keys, and what it does with them: pixels to the right and down. */
  readonly canNudge: () => boolean;
  readonly nudge: (di: number, dj: number) => void;
  /** Whether the tool in hand has something for Enter to do while nothing is proposed. */
  readonly hasWork: () => boolean;
  /** Whether Delete and Backspace are for what the tool in hand drew last. */
  readonly canDeleteLast: () => boolean;
  /** What a tool can do besides, by its own keys. */
  readonly commandsOf: (tools: readonly Partial<ToolDefinition>[]) => readonly Command[];
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
    ['keys.move', 'keys.windowDrag', drag(isResearchMouse)],
    ['keys.move', 'keys.zoom', `Ctrl + ${t('keys.wheel')}`], ['keys.move', 'keys.zoom', drag(!isResearchMouse)],
    ['keys.move', 'keys.pan', `Space + ${t('keys.drag')}`],
    ['keys.draw', 'keys.size', `⇧ + ${t('keys.wheel')}`], ['keys.draw', 'keys.eraseHeld', 'Ctrl'],
    ['keys.segments', 'keys.pick', `Alt + ${t('keys.click')}`],
  ];
}

/** What can be done on the labelling page besides viewing. Keys go by their place on the keyboard, so they work in Hangul mode. */
export function labelCommands(workspace: Workspace, actions: KeyActions): Command[] {
  const { store, canEdit } = workspace;
  const hasProposal = () => store.state.proposal !== undefined;
  const isFree = () => !actions.canDeleteLast();

  const reading: Command[] = [
    ...TOOLS.filter(tool => canEdit || !edits(tool)).map((tool): Command => ({
      id: `tool.${tool.id}`, group: KEYS_OF[tool.group], title: tool.name(), keys: tool.key ? [tool.key] : [],
      run: () => actions.choose(tool.id),
    })),
    ...actions.commandsOf(TOOLS.filter(tool => !edits(tool))),
    {
      id: 'labels.hide', group: 'keys.segments', title: t('keys.hideHeld'), keys: ['KeyH'],
      run: () => store.set({ areLabelsHidden: true }), release: () => store.set({ areLabelsHidden: false }),
    },
    // by number, which never changes, and for segments that are added later, too
    ...Array.from({ length: 9 }, (_, n) => n + 1).map((n): Command => ({
      id: `segment.${n}`, group: 'keys.segments', family: t('keys.choose'),
      title: t('cmd.segment', { n, name: nameOf(workspace.segments.of(n)) }), keys: [`Digit${n}`, `Numpad${n}`],
      isPossible: () => workspace.segments.of(n) !== undefined, run: () => store.set({ segment: n }),
    })),
    {
      id: 'segment.visible', group: 'keys.segments', title: t('keys.visible'), keys: ['KeyV'],
      run: () => workspace.segments.set(store.state.segment, { visible: !workspace.segments.active.visible }),
    },
    {
      id: 'page.panel', group: 'keys.everything', title: t('keys.panel'), keys: ['Backslash'],
      isPossible: actions.hasDrawer, run: actions.panel,
    },
    { id: 'page.history', group: 'keys.everything', title: t('keys.history'), keys: ['KeyY'], run: actions.history },
    { id: 'page.quantify', group: 'keys.everything', title: t('keys.quantify'), keys: ['KeyQ'], run: actions.quantify },
  ];
  if (!canEdit) return reading;
  return [
    ...reading,
    ...SIZES.map(([by, title, key]): Command => ({
      id: `size.${by}`, group: 'keys.draw', family: t('keys.size'), title: t(title), keys: [key], run: () => actions.resize(by),
    })),
    {
      id: 'option.huLock', group: 'keys.draw', title: t('option.huLock'), keys: ['KeyU'],
      run: () => workspace.setRules({ huLock: !store.state.rules.huLock }),
    },
    ...actions.commandsOf([...TOOLS.filter(edits), ...WITHOUT_TOOL]),
    {
      id: 'proposal.accept', group: 'keys.proposal', title: t('keys.accept'), keys: ['Enter', 'NumpadEnter'], isDecision: true,
      isPossible: () => hasProposal() || actions.hasWork(), run: actions.accept,
    },
    {
      id: 'proposal.next', group: 'keys.proposal', title: t('keys.acceptNext'), keys: ['Shift+Enter', 'Shift+NumpadEnter'],
      isDecision: true, isPossible: hasProposal, run: actions.acceptNext,
    },
    { id: 'proposal.refuse', group: 'keys.proposal', title: t('keys.refuse'), keys: ['Escape'], run: actions.refuse },
    {
      id: 'segment.lock', group: 'keys.segments', title: t('keys.lock'), keys: ['Shift+KeyV'],
      run: () => workspace.segments.set(store.state.segment, { locked: !workspace.segments.active.locked }),
    },
    { id: 'segment.clear', group: 'keys.segments', title: t('keys.clear'), keys: ['Delete'], isPossible: isFree, run: actions.clear },
    { id: 'segment.clearAll', group: 'keys.segments', title: t('keys.clearAll'), keys: ['Shift+Delete'], run: actions.clearAll },
    ...[1, 10].flatMap(px => SIDES.map(([side, di, dj]): Command => ({
      id: `move.${side.toLowerCase()}${px}`, group: 'keys.draw', family: t('cmd.nudgeKeys'), title: t(`cmd.nudge${side}`, { n: px }),
      keys: [`${px > 1 ? 'Shift+' : ''}Arrow${side}`], isPossible: actions.canNudge, run: () => actions.nudge(di * px, dj * px),
    }))),
    { id: 'assist.back', group: 'keys.semi', title: t('keys.back'), keys: ['Backspace'], isPossible: isFree, run: actions.back },
    { id: 'edit.undo', group: 'keys.everything', title: t('name.undo'), keys: ['Ctrl+KeyZ'], run: () => workspace.undo() },
    {
      id: 'edit.redo', group: 'keys.everything', title: t('name.redo'), keys: ['Ctrl+KeyY', 'Ctrl+Shift+KeyZ'],
      run: () => workspace.redo(),
    },
  ];
}

const KEYS_OF: Readonly<Record<ToolDefinition['group'], Command['group']>> = { view: 'keys.move', draw: 'keys.draw', assist: 'keys.semi' };
const SIZES = [
  [-1, 'cmd.smaller', 'BracketLeft'], [1, 'cmd.larger', 'BracketRight'],
  [-5, 'cmd.muchSmaller', 'Shift+BracketLeft'], [5, 'cmd.muchLarger', 'Shift+BracketRight'],
] as const;
const SIDES = [['Left', -1, 0], ['Right', 1, 0], ['Up', 0, -1], ['Down', 0, 1]] as const;

function nameOf(segment: Segment | undefined): string {
  return segment ? segmentName(segment) : '';
}
