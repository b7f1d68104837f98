import { all, limits } from '../assist/options.ts';
import { STROKE_RANGE } from '../assist/stroke.ts';
import { defineTool } from '../shared/definition.ts';
import { HU_LOCK, PROPOSE_OVER } from '../shared/options.ts';
import { t } from './texts.ts';
import { options, SeedsTool } from './tool.ts';

export const seeds = defineTool({
  id: 'seeds', icon: 'seeds', key: 'KeyS', group: 'assist',
  name: () => t('name'),
  hint: () => t('hint'),
  options: [
    options.choice('mode', () => t('stroke'), { segment: () => t('segment'), background: () => t('background') }),
    { kind: 'run', label: () => t('grow') },
    options.check('labelsAreSeeds', () => t('labelsAreSeeds')),
    HU_LOCK, PROPOSE_OVER,
    options.range('strokePx', { label: () => t('stroke'), ...STROKE_RANGE }),
    options.range('locality', { label: () => t('locality'), ...all(limits.seeds.locality), step: 1, unit: '' }),
  ],
  create: page => new SeedsTool(page.workspace, page.assistant, page.redraw, page.refuse),
});
