import { OUTLINE } from '../drawing/options.ts';
import { defineTool } from '../shared/definition.ts';
import { t } from './texts.ts';
import { PolygonTool } from './tool.ts';

export const polygon = defineTool({
  id: 'polygon', icon: 'polygon', key: 'KeyP', group: 'draw',
  name: () => t('name'),
  hint: () => t('hint'),
  options: OUTLINE,
  create: page => new PolygonTool(page.workspace, page.view, page.redraw),
});
