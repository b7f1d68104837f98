import { defineTool } from '../shared/definition.ts';
import { HU_LOCK, PAINT_OVER } from '../shared/options.ts';
import { t } from './texts.ts';
import { copyHere, copyOn, copyTool, options } from './tool.ts';

const onwards = { group: 'keys.draw', family: () => t('copyOn') } as const;

export const copy = defineTool({
  id: 'copy', icon: 'paste', group: 'draw',
  name: () => t('name'),
  options: [
    { kind: 'action', id: 'copyPrevious', label: () => t('fromPrevious'), run: page => copyHere(page, 1) },
    { kind: 'action', id: 'copyNext', label: () => t('fromNext'), run: page => copyHere(page, -1) },
    options.check('isCopyingAll', () => t('allSegments')), HU_LOCK, PAINT_OVER,
  ],
  commands: [
    { id: 'edit.copy.1', ...onwards, title: () => t('copyUp'), keys: ['Ctrl+Shift+ArrowUp'], run: page => copyOn(page, 1) },
    { id: 'edit.copy.-1', ...onwards, title: () => t('copyDown'), keys: ['Ctrl+Shift+ArrowDown'], run: page => copyOn(page, -1) },
  ],
  create: () => copyTool,
});
