import { defineTool } from '../shared/definition.ts';
import { t } from './texts.ts';
import { PanTool } from './tool.ts';

export const pan = defineTool({
  id: 'pan', icon: 'pan', group: 'view',
  name: () => t('name'),
  hint: () => t('hint'),
  options: [],
  create: page => new PanTool(page.viewport),
});
