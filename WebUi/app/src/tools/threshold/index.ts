import type { Workspace } from '../../state/workspace.ts';
import { all, limits } from '../assist/options.ts';
import { t as assist } from '../assist/texts.ts';
import { defineTool } from '../shared/definition.ts';
import { HU_LOCK, PROPOSE_OVER } from '../shared/options.ts';
import { t } from './texts.ts';
import { isTyped, options, ThresholdTool } from './tool.ts';

const asked = limits.threshold;
/** Square millimetres of one slice: beyond that the slider would be too coarse. */
const SMALL = { max: 500, step: 5, unit: 'mm²' };
const ofSegment = (workspace: Workspace, end: 'minHu' | 'maxHu') =>
  (isTyped(options.of(workspace)) || !workspace.voxels.hasHu ? null : workspace.segments.active[end]);

export const threshold = defineTool({
  id: 'threshold', icon: 'filter', key: 'Shift+KeyJ', group: 'assist',
  name: () => t('name'),
  hint: () => t('hint'),
  options: [
    options.number('minValue', { label: () => t('from'), step: 1, otherwise: workspace => ofSegment(workspace, 'minHu') }),
    options.number('maxValue', { label: () => t('to'), step: 1, otherwise: workspace => ofSegment(workspace, 'maxHu') }),
    { kind: 'run', label: () => t('select') },
    options.check('allSlices', () => assist('allSlices')),
    options.range('minIslandMm2', { label: () => t('islands'), ...all(asked.minIslandMm2), ...SMALL }),
    options.range('openMm', { label: () => assist('opening'), ...all(asked.openMm), step: 0.5, unit: 'mm' }),
    options.range('maxHoleMm2', { label: () => t('holes'), ...all(asked.maxHoleMm2), ...SMALL }),
    HU_LOCK, PROPOSE_OVER,
  ],
  create: page => new ThresholdTool(page.workspace, page.assistant, page.view, page.redraw),
});
