import type { ToolDefinition } from '../shared/definition.ts';
import type { ToolPage } from '../shared/page.ts';
import { fillBetween } from './fillBetween.ts';
import { t } from './texts.ts';

/** No tool to take in hand: a key and a button of the strip do it at once. */
export const interpolation: Pick<ToolDefinition, 'commands' | 'revisions'> = {
  commands: [{ id: 'assist.fillBetween', group: 'keys.semi', title: () => t('name'), keys: ['Shift+KeyC'], run: fillBetweenHere }],
  revisions: { interpolation: () => t('name') },
};

export function fillBetweenHere({ workspace, assistant, refuse, isRefusedNow }: ToolPage): void {
  if (!isRefusedNow()) fillBetween(workspace, assistant, refuse);
}
