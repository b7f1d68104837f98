import { APPLY } from '../drawing/options.ts';
import { t as drawn } from '../drawing/texts.ts';
import { defineTool } from '../shared/definition.ts';
import { t } from './texts.ts';
import { IslandsTool, options } from './tool.ts';

export const islands = defineTool({
  id: 'islands', icon: 'islands', key: 'KeyI', group: 'draw',
  name: () => t('name'),
  options: [
    options.choice('islandRule', () => t('name'), {
      small: () => t('dropSmall'), largest: () => t('keepLargest'), holes: () => t('fillHoles'),
    }),
    options.range('islandMm2', {
      label: () => t('below'), min: 1, max: 500, step: 1, unit: 'mm²', when: workspace => options.of(workspace).islandRule === 'small',
    }),
    options.range('holeMm2', {
      label: () => t('upTo'), min: 1, max: 500, step: 1, unit: 'mm²', when: workspace => options.of(workspace).islandRule === 'holes',
    }),
    options.check('allSlices', () => drawn('allSlices')), APPLY,
  ],
  revisions: { 'fill-holes': () => t('fillHoles') },
  create: page => new IslandsTool(page.workspace),
});
