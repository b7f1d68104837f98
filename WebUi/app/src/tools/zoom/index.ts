import { defineTool } from '../shared/definition.ts';
import { t } from './texts.ts';
import { ZoomTool } from './tool.ts';

export const zoom = defineTool({
  id: 'zoom', icon: 'zoom', key: 'KeyZ', group: 'view',
  name: () => t('name'),
  hint: () => t('hint'),
  options: [],
  create: page => new ZoomTool(page.viewport),
});
