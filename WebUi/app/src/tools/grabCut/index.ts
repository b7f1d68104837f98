import { all, limits } from '../assist/options.ts';
import { STROKE_RANGE } from '../assist/stroke.ts';
import { defineTool } from '../shared/definition.ts';
import { HU_LOCK, PROPOSE_OVER } from '../shared/options.ts';
import { t } from './texts.ts';
import { GrabCutTool, options } from './tool.ts';

const asked = limits['grab-cut'];
const strokes = { group: 'keys.semi', family: () => t('strokes') } as const;

export const grabCut = defineTool({
  id: 'grab-cut', icon: 'cut', key: 'KeyG', group: 'assist',
  name: () => t('name'),
  hint: () => t('hint'),
  nothing: () => t('nothing'),
  options: [
    options.choice('mode', () => t('stroke'), {
      rectangle: () => t('rectangle'), lasso: () => t('lasso'), keep: () => t('keep'), remove: () => t('remove'),
    }),
    options.range('marginMm', { label: () => t('margin'), ...all(asked.marginMm), step: 1, unit: 'mm' }),
    options.range('iterations', { label: () => t('iterations'), ...all(asked.iterations), step: 1, unit: '' }),
    options.range('strokePx', { label: () => t('stroke'), ...STROKE_RANGE }),
    HU_LOCK, PROPOSE_OVER,
  ],
  commands: [
    {
      id: 'stroke.keep', ...strokes, title: () => t('keepStroke'), keys: ['Equal', 'Shift+Equal', 'NumpadAdd'],
      run: ({ workspace }) => options.set(workspace, { mode: 'keep' }),
    },
    {
      id: 'stroke.remove', ...strokes, title: () => t('removeStroke'), keys: ['Minus', 'NumpadSubtract'],
      run: ({ workspace }) => options.set(workspace, { mode: 'remove' }),
    },
  ],
  create: page => new GrabCutTool(page.workspace, page.assistant, page.view, page.redraw),
});
