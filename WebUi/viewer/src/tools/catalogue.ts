import type { MessageKey } from '../i18n/i18n.ts';
import type { LabelState, ToolOptions } from '../state/labelState.ts';
import type { ToolId } from '../state/toolId.ts';

/** A setting in the options bar; the values live in the page's state. */
export type OptionSpec =
  | { readonly kind: 'range'; readonly key: NumberOption; readonly label: MessageKey; readonly min: number; readonly max: number; readonly step: number; readonly unit: string; readonly when?: When }
  /** A number that may be left empty. */
  | { readonly kind: 'number'; readonly key: 'minValue' | 'maxValue'; readonly label: MessageKey; readonly step: number }
  /** Does what Enter does while nothing is proposed. */
  | { readonly kind: 'run'; readonly label: MessageKey }
  | { readonly kind: 'check'; readonly key: CheckOption; readonly label: MessageKey }
  | { readonly kind: 'choice'; readonly key: ChoiceOption; readonly label: MessageKey; readonly choices: readonly (readonly [string, MessageKey])[] }
  /** Which pixels may be painted over, by hand or by what is proposed. */
  | { readonly kind: 'over'; readonly key: 'paintOver' | 'proposeOver' }
  /** A button that works at once. */
  | { readonly kind: 'action'; readonly action: ToolAction; readonly label: MessageKey };

export type ToolAction = 'confirm' | 'copyPrevious' | 'copyNext';

/** Settings that another one switches on: the size in px or mm, the size of islands or holes. */
type When = (options: ToolOptions) => boolean;

type OptionsOf<Value> = { [Key in keyof ToolOptions]: ToolOptions[Key] extends Value ? Key : never }[keyof ToolOptions];
export type NumberOption = OptionsOf<number>;
export type CheckOption = OptionsOf<boolean>;
export type ChoiceOption = Exclude<OptionsOf<string>, 'modelId'>;

export interface ToolEntry {
  readonly id: ToolId;
  readonly icon: string;
  /** KeyboardEvent.code that takes the tool, after Shift+ where that is held. */
  readonly code: string | undefined;
  readonly name: MessageKey;
  readonly hint?: MessageKey;
  readonly options: readonly OptionSpec[];
  /** Whether it changes labels, and so is not for those who may only look. */
  readonly edits: boolean;
}

/** Largest width of a brush. */
export const MAX_SIZE = { px: 160, mm: 120 } as const;

const HU_LOCK: OptionSpec = { kind: 'check', key: 'huLock', label: 'option.huLock' };
const ALL_SLICES: OptionSpec = { kind: 'check', key: 'allSlices', label: 'option.allSlices' };
const OPENING: OptionSpec = { kind: 'range', key: 'openMm', label: 'option.opening', min: 0, max: 10, step: 0.5, unit: 'mm' };
const SIZE: readonly OptionSpec[] = [
  { kind: 'choice', key: 'brushShape', label: 'option.shape', choices: [['round', 'option.round'], ['square', 'option.square']] },
  { kind: 'range', key: 'sizePx', label: 'option.size', min: 1, max: MAX_SIZE.px, step: 1, unit: 'px', when: options => options.sizeUnit === 'px' },
  { kind: 'range', key: 'sizeMm', label: 'option.size', min: 0.5, max: MAX_SIZE.mm, step: 0.5, unit: 'mm', when: options => options.sizeUnit === 'mm' },
  { kind: 'choice', key: 'sizeUnit', label: 'option.unit', choices: [['px', 'option.px'], ['mm', 'option.mm']] },
];
const SLAB: OptionSpec = { kind: 'range', key: 'slabSlices', label: 'option.slab', min: 0, max: 20, step: 1, unit: '', when: options => !options.isSphere };
const SPHERE: OptionSpec = { kind: 'check', key: 'isSphere', label: 'option.sphere' };
const OVER: OptionSpec = { kind: 'over', key: 'paintOver' };
const PROPOSE_OVER: OptionSpec = { kind: 'over', key: 'proposeOver' };
const DRAWING: readonly OptionSpec[] = [{ ...SLAB, when: () => true }, HU_LOCK, OVER];
const APPLY: OptionSpec = { kind: 'run', label: 'option.apply' };

/** The tool rail from top to bottom, in groups. */
export const TOOL_GROUPS: readonly (readonly ToolEntry[])[] = [
  [
    { id: 'window', icon: 'window', code: 'KeyW', name: 'name.window', hint: 'option.hint.window', options: [], edits: false },
    { id: 'pan', icon: 'pan', code: undefined, name: 'name.pan', hint: 'option.hint.pan', options: [], edits: false },
    { id: 'zoom', icon: 'zoom', code: 'KeyZ', name: 'name.zoom', hint: 'option.hint.zoom', options: [], edits: false },
    { id: 'ruler', icon: 'ruler', code: 'KeyD', name: 'name.ruler', hint: 'option.hint.ruler', options: [], edits: false },
  ],
  [
    { id: 'brush', icon: 'brush', code: 'KeyB', name: 'name.brush', edits: true,
      options: [...SIZE, HU_LOCK, OVER, SLAB, SPHERE] },
    { id: 'eraser', icon: 'eraser', code: 'KeyE', name: 'name.eraser', edits: true,
      options: [...SIZE, { kind: 'check', key: 'onlyActive', label: 'option.onlyActive' }, SLAB, SPHERE] },
    { id: 'polygon', icon: 'polygon', code: 'KeyP', name: 'name.polygon', hint: 'option.hint.polygon', edits: true, options: DRAWING },
    { id: 'freehand', icon: 'free', code: 'KeyF', name: 'name.freehand', edits: true, options: DRAWING },
    { id: 'shape', icon: 'shape', code: 'KeyN', name: 'name.shape', edits: true,
      options: [{ kind: 'choice', key: 'shape', label: 'option.shape', choices: [['rectangle', 'option.rectangle'], ['ellipse', 'option.ellipse']] }, ...DRAWING] },
    { id: 'fill', icon: 'fill', code: 'KeyK', name: 'name.fill', hint: 'option.hint.fill', edits: true,
      options: [
        { kind: 'choice', key: 'fillBy', label: 'option.fillBy', choices: [['values', 'option.byValues'], ['label', 'option.byLabel']] },
        { kind: 'range', key: 'fillToleranceHu', label: 'option.tolerance', min: 0, max: 200, step: 1, unit: 'HU', when: options => options.fillBy === 'values' },
        HU_LOCK, OVER,
      ] },
    { id: 'move', icon: 'move', code: 'KeyA', name: 'name.move', hint: 'option.hint.move', edits: true, options: [OVER] },
    { id: 'copy', icon: 'paste', code: undefined, name: 'name.copy', edits: true,
      options: [
        { kind: 'action', action: 'copyPrevious', label: 'option.copyPrevious' }, { kind: 'action', action: 'copyNext', label: 'option.copyNext' },
        { kind: 'check', key: 'isCopyingAll', label: 'option.copyAll' }, HU_LOCK, OVER,
      ] },
  ],
  [
    { id: 'grab-cut', icon: 'cut', code: 'KeyG', name: 'name.grab-cut', hint: 'option.hint.grab-cut', edits: true,
      options: [
        { kind: 'choice', key: 'grabCutMode', label: 'option.stroke', choices: [['rectangle', 'option.rectangle'], ['lasso', 'option.lasso'], ['keep', 'option.keep'], ['remove', 'option.remove']] },
        { kind: 'range', key: 'marginMm', label: 'option.margin', min: 1, max: 50, step: 1, unit: 'mm' },
        { kind: 'range', key: 'iterations', label: 'option.iterations', min: 1, max: 10, step: 1, unit: '' },
        { kind: 'range', key: 'strokePx', label: 'option.stroke', min: 1, max: 20, step: 1, unit: 'px' },
        HU_LOCK, PROPOSE_OVER,
      ] },
    { id: 'back-projection', icon: 'hist', code: 'KeyJ', name: 'name.back-projection', hint: 'option.hint.back-projection', edits: true,
      options: [
        { kind: 'choice', key: 'backProjectionMode', label: 'option.draw', choices: [['rectangle', 'option.sample'], ['lasso', 'option.limit']] },
        { kind: 'range', key: 'binHu', label: 'option.bin', min: 1, max: 100, step: 1, unit: 'HU' },
        { kind: 'range', key: 'threshold', label: 'option.threshold', min: 0, max: 1, step: 0.01, unit: '' },
        OPENING,
        { kind: 'range', key: 'smoothMm', label: 'option.smoothing', min: 0, max: 5, step: 0.5, unit: 'mm' },
        { kind: 'check', key: 'touchingOnly', label: 'option.touching' },
        HU_LOCK, PROPOSE_OVER,
      ] },
    { id: 'seeds', icon: 'seeds', code: 'KeyS', name: 'name.seeds', hint: 'option.hint.seeds', edits: true,
      options: [
        { kind: 'choice', key: 'seedMode', label: 'option.stroke', choices: [['segment', 'option.seedSegment'], ['background', 'option.seedBackground']] },
        { kind: 'run', label: 'option.grow' },
        { kind: 'check', key: 'labelsAreSeeds', label: 'option.labelsAreSeeds' },
        HU_LOCK, PROPOSE_OVER,
        { kind: 'range', key: 'strokePx', label: 'option.stroke', min: 1, max: 20, step: 1, unit: 'px' },
        { kind: 'range', key: 'locality', label: 'option.locality', min: 0, max: 10, step: 1, unit: '' },
      ] },
    { id: 'livewire', icon: 'wire', code: 'KeyL', name: 'name.livewire', hint: 'option.hint.livewire', edits: true, options: [HU_LOCK, PROPOSE_OVER] },
    { id: 'threshold', icon: 'filter', code: 'Shift+KeyJ', name: 'name.threshold', hint: 'option.hint.threshold', edits: true,
      options: [
        { kind: 'number', key: 'minValue', label: 'option.from', step: 1 },
        { kind: 'number', key: 'maxValue', label: 'option.to', step: 1 },
        { kind: 'run', label: 'option.select' },
        ALL_SLICES,
        { kind: 'range', key: 'minIslandMm2', label: 'option.islands', min: 0, max: 500, step: 5, unit: 'mm²' },
        OPENING,
        { kind: 'range', key: 'maxHoleMm2', label: 'option.holes', min: 0, max: 500, step: 5, unit: 'mm²' },
        HU_LOCK, PROPOSE_OVER,
      ] },
    { id: 'region-growing', icon: 'fit', code: 'Shift+KeyG', name: 'name.region-growing', hint: 'option.hint.region-growing', edits: true,
      options: [
        { kind: 'range', key: 'toleranceHu', label: 'option.bin', min: 1, max: 300, step: 1, unit: 'HU' },
        OPENING,
        ALL_SLICES,
        HU_LOCK, PROPOSE_OVER,
      ] },
    { id: 'carry', icon: 'layers', code: 'KeyC', name: 'name.carry', hint: 'option.hint.carry', edits: true,
      options: [
        { kind: 'choice', key: 'carryDirection', label: 'option.direction', choices: [['up', 'option.up'], ['both', 'option.both'], ['down', 'option.down']] },
        { kind: 'range', key: 'carrySlices', label: 'option.slices', min: 1, max: 20, step: 1, unit: '' },
        { kind: 'range', key: 'bandMm', label: 'option.band', min: 1, max: 20, step: 1, unit: 'mm' },
        HU_LOCK, PROPOSE_OVER,
        { kind: 'run', label: 'option.carry' },
      ] },
    { id: 'split', icon: 'split', code: 'KeyT', name: 'name.split', hint: 'option.hint.split', edits: true,
      options: [
        { kind: 'choice', key: 'splitMode', label: 'option.part', choices: [['give', 'option.give'], ['remove', 'option.takeAway']] },
        { kind: 'range', key: 'depthMm', label: 'option.depth', min: 0, max: 20, step: 0.5, unit: 'mm' },
      ] },
    { id: 'model', icon: 'model', code: 'KeyM', name: 'name.model', options: [PROPOSE_OVER], edits: true },
  ],
  [
    { id: 'islands', icon: 'islands', code: 'KeyI', name: 'name.islands', edits: true,
      options: [
        { kind: 'choice', key: 'islandRule', label: 'name.islands', choices: [['small', 'option.dropSmall'], ['largest', 'option.keepLargest'], ['holes', 'option.fillHoles']] },
        { kind: 'range', key: 'islandMm2', label: 'option.below', min: 1, max: 500, step: 1, unit: 'mm²', when: options => options.islandRule === 'small' },
        { kind: 'range', key: 'holeMm2', label: 'option.upTo', min: 1, max: 500, step: 1, unit: 'mm²', when: options => options.islandRule === 'holes' },
        ALL_SLICES, APPLY,
      ] },
    { id: 'smooth', icon: 'smooth', code: 'KeyO', name: 'name.smooth', edits: true,
      options: [
        { kind: 'choice', key: 'reshape', label: 'name.smooth', choices: [['smooth', 'option.smooth'], ['grow', 'option.grow'], ['shrink', 'option.shrink']] },
        { kind: 'range', key: 'radiusMm', label: 'option.radius', min: 0.5, max: 15, step: 0.5, unit: 'mm' },
        HU_LOCK, OVER, ALL_SLICES, APPLY,
      ] },
  ],
];

export const TOOLS: readonly ToolEntry[] = TOOL_GROUPS.flat();

export function toolEntry(id: LabelState['tool']): ToolEntry {
  return TOOLS.find(tool => tool.id === id)!;
}

/** The name of the tool that made a revision; tools of other versions keep the name they were stored under. */
export function revisionToolName(tool: string): MessageKey | undefined {
  const known: Record<string, MessageKey> = {
    'interpolation': 'name.interpolation', 'undo': 'name.undo', 'redo': 'name.redo', 'restore': 'name.restore', 'segment': 'name.segment', 'series-changed': 'name.seriesChanged', 'clear': 'name.clear',
    'rectangle': 'option.rectangle', 'ellipse': 'option.ellipse', 'fill-holes': 'option.fillHoles', 'grow': 'option.grow', 'shrink': 'option.shrink',
  };
  return known[tool] ?? TOOLS.find(entry => entry.id === tool)?.name;
}
