import type { Workspace } from '../../state/workspace.ts';
import { HU_LOCK, Options, PAINT_OVER, type OptionSpec } from '../shared/options.ts';
import { steppedSize } from '../shared/steps.ts';
import { t } from './texts.ts';

interface Drawing {
  /** Width of the brush; `sizeUnit` says which of the two counts. */
  readonly sizePx: number;
  readonly sizeMm: number;
  readonly sizeUnit: 'px' | 'mm';
  readonly brushShape: 'round' | 'square';
  /** Whether the brush is a sphere that reaches into the slices around. */
  readonly isSphere: boolean;
  /** How many slices before and after the shown one are drawn on, too. */
  readonly slabSlices: number;
  readonly isPressureOn: boolean;
  /** Whether only the active segment is erased. */
  readonly onlyActive: boolean;
}

/** One setting for all tools that draw: whoever sets the brush's size has set the eraser's. */
export const drawing = new Options<Drawing>('drawing', {
  sizePx: 22, sizeMm: 15, sizeUnit: 'px', brushShape: 'round', isSphere: false, slabSlices: 0, isPressureOn: true, onlyActive: false,
});

const LIMITS = { sizePx: { min: 1, max: 160 }, sizeMm: { min: 0.5, max: 120 } } as const;
const isSizedIn = (unit: Drawing['sizeUnit']) => (workspace: Workspace) => drawing.of(workspace).sizeUnit === unit;
const SLAB = { label: () => t('slab'), min: 0, max: 20, step: 1, unit: '' };

export const BRUSH_SIZE: readonly OptionSpec[] = [
  drawing.choice('brushShape', () => t('shape'), { round: () => t('round'), square: () => t('square') }),
  drawing.range('sizePx', { label: () => t('size'), ...LIMITS.sizePx, step: 1, unit: 'px', when: isSizedIn('px') }),
  drawing.range('sizeMm', { label: () => t('size'), ...LIMITS.sizeMm, step: 0.5, unit: 'mm', when: isSizedIn('mm') }),
  drawing.choice('sizeUnit', () => t('unit'), { px: () => t('px'), mm: () => t('mm') }),
];
export const BRUSH_SLICES: readonly OptionSpec[] = [
  drawing.range('slabSlices', { ...SLAB, when: workspace => !drawing.of(workspace).isSphere }),
  drawing.check('isSphere', () => t('sphere')),
];
export const ONLY_ACTIVE = drawing.check('onlyActive', () => t('onlyActive'));
/** Of tools that draw an outline. */
export const OUTLINE: readonly OptionSpec[] = [drawing.range('slabSlices', SLAB), HU_LOCK, PAINT_OVER];
export const APPLY: OptionSpec = { kind: 'run', label: () => t('apply') };

export function resizeBrush(workspace: Workspace, steps: number): void {
  const key = drawing.of(workspace).sizeUnit === 'px' ? 'sizePx' : 'sizeMm';
  drawing.set(workspace, { [key]: steppedSize(drawing.of(workspace)[key], steps, LIMITS[key]) });
}
