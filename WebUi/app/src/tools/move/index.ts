import { defineTool } from '../shared/definition.ts';
import { PAINT_OVER } from '../shared/options.ts';
import { t } from './texts.ts';
import { MoveTool } from './tool.ts';

export const move = defineTool({
  id: 'move', icon: 'move', key: 'KeyA', group: 'draw',
  name: () => t('name'),
  hint: () => t('hint'),
  options: [PAINT_OVER],
  create: page => new MoveTool(page.workspace),
});
