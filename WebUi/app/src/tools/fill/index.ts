import { defineTool } from '../shared/definition.ts';
import { HU_LOCK, PAINT_OVER } from '../shared/options.ts';
import { t } from './texts.ts';
import { FillTool, options } from './tool.ts';

export const fill = defineTool({
  id: 'fill', icon: 'fill', key: 'KeyK', group: 'draw',
  name: () => t('name'),
  hint: () => t('hint'),
  options: [
    options.choice('fillBy', () => t('fillBy'), { values: () => t('byValues'), label: () => t('byLabel') }),
    options.range('fillToleranceHu', {
      label: () => t('tolerance'), min: 0, max: 200, step: 1, unit: 'HU', when: workspace => options.of(workspace).fillBy === 'values',
    }),
    HU_LOCK, PAINT_OVER,
  ],
  create: page => new FillTool(page.workspace),
});
