import { all, limits } from '../assist/options.ts';
import { defineTool } from '../shared/definition.ts';
import { HU_LOCK, PROPOSE_OVER } from '../shared/options.ts';
import { t } from './texts.ts';
import { CarryTool, options } from './tool.ts';

export const carry = defineTool({
  id: 'carry', icon: 'layers', key: 'KeyC', group: 'assist',
  name: () => t('name'),
  hint: () => t('hint'),
  options: [
    options.choice('direction', () => t('direction'), { up: () => t('up'), both: () => t('both'), down: () => t('down') }),
    options.range('carrySlices', { label: () => t('slices'), min: 1, max: 20, step: 1, unit: '' }),
    options.range('bandMm', { label: () => t('band'), ...all(limits.carry.bandMm), step: 1, unit: 'mm' }),
    HU_LOCK, PROPOSE_OVER,
    { kind: 'run', label: () => t('carry') },
  ],
  create: page => new CarryTool(page.workspace, page.assistant, page.refuse),
});
