import { all, limits } from '../assist/options.ts';
import { t as assist } from '../assist/texts.ts';
import { defineTool } from '../shared/definition.ts';
import { HU_LOCK, PROPOSE_OVER } from '../shared/options.ts';
import { t } from './texts.ts';
import { BackProjectionTool, options } from './tool.ts';

const asked = limits['back-projection'];

export const backProjection = defineTool({
  id: 'back-projection', icon: 'hist', key: 'KeyJ', group: 'assist',
  name: () => t('name'),
  hint: () => t('hint'),
  nothing: () => t('nothing'),
  options: [
    options.choice('mode', () => t('draw'), { rectangle: () => t('sample'), lasso: () => t('limit') }),
    // to 200 HU the slider would be too coarse where it matters
    options.range('binHu', { label: () => t('tolerance'), ...all(asked.binHu), max: 100, step: 1, unit: 'HU' }),
    options.range('threshold', { label: () => t('threshold'), ...all(asked.threshold), step: 0.01, unit: '' }),
    options.range('openMm', { label: () => assist('opening'), ...all(asked.openMm), step: 0.5, unit: 'mm' }),
    options.range('smoothMm', { label: () => t('smoothing'), ...all(asked.smoothMm), step: 0.5, unit: 'mm' }),
    options.check('touchingOnly', () => t('touching')),
    HU_LOCK, PROPOSE_OVER,
  ],
  create: page => new BackProjectionTool(page.workspace, page.assistant, page.view, page.redraw),
});
