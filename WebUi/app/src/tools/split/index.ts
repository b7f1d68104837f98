import { all, limits } from '../assist/options.ts';
import { defineTool } from '../shared/definition.ts';
import { t } from './texts.ts';
import { options, SplitTool } from './tool.ts';

export const split = defineTool({
  id: 'split', icon: 'split', key: 'KeyT', group: 'assist',
  name: () => t('name'),
  hint: () => t('hint'),
  options: [
    options.choice('mode', () => t('part'), { give: () => t('give'), remove: () => t('takeAway') }),
    options.range('depthMm', { label: () => t('depth'), ...all(limits.split.depthMm), step: 0.5, unit: 'mm' }),
  ],
  create: page => new SplitTool(page.workspace, page.assistant, page.view, page.redraw, page.refuse),
});
