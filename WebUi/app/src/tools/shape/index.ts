import { OUTLINE } from '../drawing/options.ts';
import { defineTool } from '../shared/definition.ts';
import { t } from './texts.ts';
import { options, ShapeTool } from './tool.ts';

const shapes = { rectangle: () => t('rectangle'), ellipse: () => t('ellipse') };

export const shape = defineTool({
  id: 'shape', icon: 'shape', key: 'KeyN', group: 'draw',
  name: () => t('name'),
  options: [options.choice('shape', () => t('shape'), shapes), ...OUTLINE],
  revisions: shapes,
  create: page => new ShapeTool(page.workspace, page.redraw),
});
