import type { MessageKey } from '../i18n/i18n.ts';
import type { LabelState, ToolOptions } from '../state/labelState.ts';
import type { ToolId } from './tool.ts';

/** A setting in the options bar; the values live in the page's state. */
export type OptionSpec =
  | { readonly kind: 'range'; readonly key: NumberOption; readonly label: MessageKey; readonly min: number; readonly max: number; readonly step: number; readonly unit: string; readonly isWide?: boolean }
  | { readonly kind: 'check'; readonly key: CheckOption; readonly label: MessageKey; readonly isWide?: boolean }
  | { readonly kind: 'choice'; readonly key: ChoiceOption; readonly label: MessageKey; readonly choices: readonly (readonly [ToolOptions[ChoiceOption], MessageKey])[] };

type NumberOption = 'sizePx' | 'binHu' | 'threshold' | 'openMm' | 'smoothMm' | 'iterations' | 'marginMm' | 'strokePx';
type ChoiceOption = 'grabCutMode' | 'backProjectionMode';
type CheckOption = 'huLock' | 'onlyEmpty' | 'onlyActive' | 'touchingOnly';

export interface ToolEntry {
  readonly id: ToolId;
  readonly icon: string;
  /** KeyboardEvent.code that takes the tool. */
  readonly code: string | undefined;
  readonly title: MessageKey;
  readonly name: MessageKey;
  readonly hint?: MessageKey;
  readonly options: readonly OptionSpec[];
  /** Whether it changes labels, and so is not for those who may only look. */
  readonly edits: boolean;
}

const HU_LOCK: OptionSpec = { kind: 'check', key: 'huLock', label: 'option.huLock' };
const SIZE: OptionSpec = { kind: 'range', key: 'sizePx', label: 'option.size', min: 1, max: 80, step: 1, unit: 'px' };

/** The tool rail from top to bottom, in groups. */
export const TOOL_GROUPS: readonly (readonly ToolEntry[])[] = [
  [
    { id: 'window', icon: 'window', code: 'KeyW', title: 'tool.window', name: 'name.window', hint: 'option.hint.window', options: [], edits: false },
    { id: 'pan', icon: 'pan', code: undefined, title: 'tool.pan', name: 'name.pan', hint: 'option.hint.pan', options: [], edits: false },
    { id: 'zoom', icon: 'zoom', code: 'KeyZ', title: 'tool.zoom', name: 'name.zoom', hint: 'option.hint.zoom', options: [], edits: false },
  ],
  [
    { id: 'brush', icon: 'brush', code: 'KeyB', title: 'tool.brush', name: 'name.brush', edits: true,
      options: [SIZE, HU_LOCK, { kind: 'check', key: 'onlyEmpty', label: 'option.onlyEmpty', isWide: true }] },
    { id: 'eraser', icon: 'eraser', code: 'KeyE', title: 'tool.eraser', name: 'name.eraser', edits: true,
      options: [SIZE, { kind: 'check', key: 'onlyActive', label: 'option.onlyActive' }] },
  ],
  [
    { id: 'grab-cut', icon: 'cut', code: 'KeyG', title: 'tool.grab-cut', name: 'name.grab-cut', hint: 'option.hint.grab-cut', edits: true,
      options: [
        { kind: 'choice', key: 'grabCutMode', label: 'option.stroke', choices: [['rectangle', 'option.rectangle'], ['lasso', 'option.lasso'], ['keep', 'option.keep'], ['remove', 'option.remove']] },
        { kind: 'range', key: 'marginMm', label: 'option.margin', min: 1, max: 50, step: 1, unit: 'mm' },
        { kind: 'range', key: 'iterations', label: 'option.iterations', min: 1, max: 10, step: 1, unit: '' },
        { kind: 'range', key: 'strokePx', label: 'option.stroke', min: 1, max: 20, step: 1, unit: 'px', isWide: true },
        HU_LOCK,
      ] },
    { id: 'back-projection', icon: 'hist', code: 'KeyJ', title: 'tool.back-projection', name: 'name.back-projection', hint: 'option.hint.back-projection', edits: true,
      options: [
        { kind: 'choice', key: 'backProjectionMode', label: 'option.draw', choices: [['rectangle', 'option.sample'], ['lasso', 'option.limit']] },
        { kind: 'range', key: 'binHu', label: 'option.bin', min: 1, max: 100, step: 1, unit: 'HU' },
        { kind: 'range', key: 'threshold', label: 'option.threshold', min: 0, max: 1, step: 0.01, unit: '' },
        { kind: 'range', key: 'openMm', label: 'option.opening', min: 0, max: 10, step: 0.5, unit: 'mm' },
        { kind: 'range', key: 'smoothMm', label: 'option.smoothing', min: 0, max: 5, step: 0.5, unit: 'mm', isWide: true },
        { kind: 'check', key: 'touchingOnly', label: 'option.touching' },
        { ...HU_LOCK, isWide: true },
      ] },
    { id: 'model', icon: 'model', code: 'KeyM', title: 'tool.model', name: 'name.model', options: [], edits: true },
  ],
];

export const TOOLS: readonly ToolEntry[] = TOOL_GROUPS.flat();

export function toolEntry(id: LabelState['tool']): ToolEntry {
  return TOOLS.find(tool => tool.id === id)!;
}

/** The name of the tool that made a revision; tools of other versions keep the name they were stored under. */
export function revisionToolName(tool: string): MessageKey | undefined {
  const known: Record<string, MessageKey> = { undo: 'name.undo', redo: 'name.redo', restore: 'name.restore' };
  return known[tool] ?? TOOLS.find(entry => entry.id === tool)?.name;
}
