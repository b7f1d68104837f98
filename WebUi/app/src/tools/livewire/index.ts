import { defineTool } from '../shared/definition.ts';
import { HU_LOCK, PROPOSE_OVER } from '../shared/options.ts';
import { t } from './texts.ts';
import { LivewireTool } from './tool.ts';

export const livewire = defineTool({
  id: 'livewire', icon: 'wire', key: 'KeyL', group: 'assist',
  name: () => t('name'),
  hint: () => t('hint'),
  options: [HU_LOCK, PROPOSE_OVER],
  create: page => new LivewireTool(page.workspace, page.view, page.redraw),
});
