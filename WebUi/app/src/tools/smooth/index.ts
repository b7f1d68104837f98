import { APPLY } from '../drawing/options.ts';
import { t as drawn } from '../drawing/texts.ts';
import { defineTool } from '../shared/definition.ts';
import { HU_LOCK, PAINT_OVER } from '../shared/options.ts';
import { t } from './texts.ts';
import { options, SmoothTool } from './tool.ts';

const ways = { smooth: () => t('smooth'), grow: () => t('grow'), shrink: () => t('shrink') };

export const smooth = defineTool({
  id: 'smooth', icon: 'smooth', key: 'KeyO', group: 'draw',
  name: () => t('name'),
  options: [
    options.choice('reshape', () => t('name'), ways),
    options.range('radiusMm', { label: () => t('radius'), min: 0.5, max: 15, step: 0.5, unit: 'mm' }),
    HU_LOCK, PAINT_OVER, options.check('allSlices', () => drawn('allSlices')), APPLY,
  ],
  revisions: { grow: ways.grow, shrink: ways.shrink },
  create: page => new SmoothTool(page.workspace),
});
