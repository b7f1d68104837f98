import { BRUSH_SIZE, BRUSH_SLICES } from '../drawing/options.ts';
import { defineTool } from '../shared/definition.ts';
import { HU_LOCK, PAINT_OVER } from '../shared/options.ts';
import { t } from './texts.ts';
import { BrushTool } from './tool.ts';

export const brush = defineTool({
  id: 'brush', icon: 'brush', key: 'KeyB', group: 'draw',
  name: () => t('name'),
  options: [...BRUSH_SIZE, HU_LOCK, PAINT_OVER, ...BRUSH_SLICES],
  create: page => new BrushTool('brush', page.workspace, page.redraw),
});
