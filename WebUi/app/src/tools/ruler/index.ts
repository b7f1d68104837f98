import { pixelSpacingMm } from '../../geometry/voxelGrid.ts';
import { formatNumber } from '../../i18n/numbers.ts';
import { defineTool } from '../shared/definition.ts';
import { t } from './texts.ts';
import { RulerTool } from './tool.ts';

export const ruler = defineTool({
  id: 'ruler', icon: 'ruler', key: 'KeyD', group: 'view',
  name: () => t('name'),
  hint: () => t('hint'),
  options: [],
  commands: [{
    id: 'ruler.delete', group: 'keys.move', title: () => t('deleteLast'), keys: ['Delete', 'Backspace'], whileInHand: true,
    run: (_, tool) => tool.deleteLast?.(),
  }],
  create: ({ workspace: { store, series }, view, redraw, announce }) => new RulerTool({
    slice: () => store.state.slice, view, redraw, announce,
    spacingMm: pixelSpacingMm(series, store.state.slice),
    text: (length, isMm) => t(isMm ? 'mm' : 'px', { n: formatNumber(length, 1) }),
  }),
});
