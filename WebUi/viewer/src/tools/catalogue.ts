import type { MessageKey } from '../i18n/i18n.ts';
import type { LabelState, ToolOptions } from '../state/labelState.ts';
import type { ToolId } from './tool.ts';

/** A setting in the options bar; the values live in the page's state. */
export type OptionSpec =
  | { readonly kind: 'range'; readonly key: NumberOption; readonly label: MessageKey; readonly min: number; readonly max: number; readonly step: number; readonly unit: string; readonly isWide?: boolean }
  /** A number that may be left empty. */
  | { readonly kind: 'number'; readonly key: 'minValue' | 'maxValue'; readonly label: MessageKey; readonly step: number }
  /** Does what Enter does while nothing is proposed. */
  | { readonly kind: 'run'; readonly label: MessageKey }
  | { readonly kind: 'check'; readonly key: CheckOption; readonly label: MessageKey; readonly isWide?: boolean }
  | { readonly kind: 'choice'; readonly key: ChoiceOption; readonly label: MessageKey; readonly choices: readonly (readonly [ToolOptions[ChoiceOption], MessageKey])[] };

type NumberOption = 'sizePx' | 'binHu' | 'threshold' | 'openMm' | 'smoothMm' | 'iterations' | 'marginMm' | 'strokePx'
  | 'toleranceHu' | 'minIslandMm2' | 'maxHoleMm2' | 'depthMm' | 'bandMm' | 'carrySlices' | 'locality';
type ChoiceOption = 'grabCutMode' | 'backProjectionMode' | 'carryDirection' | 'seedMode' | 'splitMode';
type CheckOption = 'huLock' | 'onlyEmpty' | 'onlyActive' | 'touchingOnly' | 'allSlices' | 'labelsAreSeeds';

export interface ToolEntry {
  readonly id: ToolId;
  readonly icon: string;
  /** KeyboardEvent.code that takes the tool, after Shift+ where that is held. */
  readonly code: string | undefined;
  readonly title: MessageKey;
  readonly name: MessageKey;
  readonly hint?: MessageKey;
  readonly options: readonly OptionSpec[];
  /** Whether it changes labels, and so is not for those who may only look. */
  readonly edits: boolean;
}

const HU_LOCK: OptionSpec = { kind: 'check', key: 'huLock', label: 'option.huLock' };
const ALL_SLICES: OptionSpec = { kind: 'check', key: 'allSlices', label: 'option.allSlices' };
const OPENING: OptionSpec = { kind: 'range', key: 'openMm', label: 'option.opening', min: 0, max: 10, step: 0.5, unit: 'mm' };
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
        OPENING,
        { kind: 'range', key: 'smoothMm', label: 'option.smoothing', min: 0, max: 5, step: 0.5, unit: 'mm', isWide: true },
        { kind: 'check', key: 'touchingOnly', label: 'option.touching' },
        { ...HU_LOCK, isWide: true },
      ] },
    { id: 'seeds', icon: 'seeds', code: 'KeyS', title: 'tool.seeds', name: 'name.seeds', hint: 'option.hint.seeds', edits: true,
      options: [
        { kind: 'choice', key: 'seedMode', label: 'option.stroke', choices: [['segment', 'option.seedSegment'], ['background', 'option.seedBackground']] },
        { kind: 'run', label: 'option.grow' },
        { kind: 'check', key: 'labelsAreSeeds', label: 'option.labelsAreSeeds' },
        HU_LOCK,
        { kind: 'range', key: 'strokePx', label: 'option.stroke', min: 1, max: 20, step: 1, unit: 'px' },
        { kind: 'range', key: 'locality', label: 'option.locality', min: 0, max: 10, step: 1, unit: '', isWide: true },
      ] },
    { id: 'livewire', icon: 'wire', code: 'KeyL', title: 'tool.livewire', name: 'name.livewire', hint: 'option.hint.livewire', edits: true, options: [HU_LOCK] },
    { id: 'threshold', icon: 'filter', code: 'Shift+KeyJ', title: 'tool.threshold', name: 'name.threshold', hint: 'option.hint.threshold', edits: true,
      options: [
        { kind: 'number', key: 'minValue', label: 'option.from', step: 1 },
        { kind: 'number', key: 'maxValue', label: 'option.to', step: 1 },
        { kind: 'run', label: 'option.select' },
        ALL_SLICES,
        { kind: 'range', key: 'minIslandMm2', label: 'option.islands', min: 0, max: 500, step: 5, unit: 'mm²' },
        OPENING,
        { kind: 'range', key: 'maxHoleMm2', label: 'option.holes', min: 0, max: 500, step: 5, unit: 'mm²', isWide: true },
        { ...HU_LOCK, isWide: true },
      ] },
    { id: 'region-growing', icon: 'fit', code: 'Shift+KeyG', title: 'tool.region-growing', name: 'name.region-growing', hint: 'option.hint.region-growing', edits: true,
      options: [
        { kind: 'range', key: 'toleranceHu', label: 'option.bin', min: 1, max: 300, step: 1, unit: 'HU' },
        OPENING,
        ALL_SLICES,
        HU_LOCK,
      ] },
    { id: 'carry', icon: 'layers', code: 'KeyC', title: 'tool.carry', name: 'name.carry', hint: 'option.hint.carry', edits: true,
      options: [
        { kind: 'choice', key: 'carryDirection', label: 'option.direction', choices: [['up', 'option.up'], ['both', 'option.both'], ['down', 'option.down']] },
        { kind: 'range', key: 'carrySlices', label: 'option.slices', min: 1, max: 20, step: 1, unit: '' },
        { kind: 'range', key: 'bandMm', label: 'option.band', min: 1, max: 20, step: 1, unit: 'mm' },
        HU_LOCK,
        { kind: 'run', label: 'option.carry' },
      ] },
    { id: 'split', icon: 'split', code: 'KeyT', title: 'tool.split', name: 'name.split', hint: 'option.hint.split', edits: true,
      options: [
        { kind: 'choice', key: 'splitMode', label: 'option.part', choices: [['give', 'option.give'], ['remove', 'option.takeAway']] },
        { kind: 'range', key: 'depthMm', label: 'option.depth', min: 0, max: 20, step: 0.5, unit: 'mm' },
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
  const known: Record<string, MessageKey> = { interpolation: 'name.interpolation', undo: 'name.undo', redo: 'name.redo', restore: 'name.restore' };
  return known[tool] ?? TOOLS.find(entry => entry.id === tool)?.name;
}
