import { OUTLINE } from '../drawing/options.ts';
import { defineTool } from '../shared/definition.ts';
import { t } from './texts.ts';
import { FreehandTool } from './tool.ts';

export const freehand = defineTool({
  id: 'freehand', icon: 'free', key: 'KeyF', group: 'draw',
  name: () => t('name'),
  options: OUTLINE,
  create: page => new FreehandTool(page.workspace, page.redraw),
});
