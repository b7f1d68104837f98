import { BrushTool } from '../brush/tool.ts';
import { BRUSH_SIZE, BRUSH_SLICES, ONLY_ACTIVE } from '../drawing/options.ts';
import { defineTool } from '../shared/definition.ts';
import { t } from './texts.ts';

export const eraser = defineTool({
  id: 'eraser', icon: 'eraser', key: 'KeyE', group: 'draw',
  name: () => t('name'),
  options: [...BRUSH_SIZE, ONLY_ACTIVE, ...BRUSH_SLICES],
  create: page => new BrushTool('eraser', page.workspace, page.redraw),
});
