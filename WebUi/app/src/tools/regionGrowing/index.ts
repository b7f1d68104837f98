import { all, limits } from '../assist/options.ts';
import { t as assist } from '../assist/texts.ts';
import { defineTool } from '../shared/definition.ts';
import { HU_LOCK, PROPOSE_OVER } from '../shared/options.ts';
import { t } from './texts.ts';
import { options, RegionGrowingTool } from './tool.ts';

export const regionGrowing = defineTool({
  id: 'region-growing', icon: 'fit', key: 'Shift+KeyG', group: 'assist',
  name: () => t('name'),
  hint: () => t('hint'),
  options: [
    // the service takes more, and none: then a region is everything, or a single value
    options.range('toleranceHu', { label: () => t('tolerance'), min: 1, max: 300, step: 1, unit: 'HU' }),
    options.range('openMm', { label: () => assist('opening'), ...all(limits['region-growing'].openMm), step: 0.5, unit: 'mm' }),
    options.check('allSlices', () => assist('allSlices')),
    HU_LOCK, PROPOSE_OVER,
  ],
  create: page => new RegionGrowingTool(page.workspace, page.assistant, page.view, page.redraw),
});
