import { defineTool } from '../shared/definition.ts';
import { t } from './texts.ts';
import { WindowTool } from './tool.ts';

export const windowTool = defineTool({
  id: 'window', icon: 'window', key: 'KeyW', group: 'view',
  name: () => t('name'),
  hint: () => t('hint'),
  options: [],
  create: page => new WindowTool(page.workspace),
});
