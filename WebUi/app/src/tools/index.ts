import { t } from '../i18n/i18n.ts';
import { backProjection } from './backProjection/index.ts';
import { brush } from './brush/index.ts';
import { carry } from './carry/index.ts';
import { copy } from './copy/index.ts';
import { eraser } from './eraser/index.ts';
import { fill } from './fill/index.ts';
import { freehand } from './freehand/index.ts';
import { grabCut } from './grabCut/index.ts';
import { interpolation } from './interpolation/index.ts';
import { islands } from './islands/index.ts';
import { livewire } from './livewire/index.ts';
import { model } from './model/index.ts';
import { move } from './move/index.ts';
import { pan } from './pan/index.ts';
import { polygon } from './polygon/index.ts';
import { regionGrowing } from './regionGrowing/index.ts';
import { ruler } from './ruler/index.ts';
import { seeds } from './seeds/index.ts';
import { shape } from './shape/index.ts';
import type { ToolDefinition } from './shared/definition.ts';
import type { Text } from './shared/options.ts';
import { smooth } from './smooth/index.ts';
import { split } from './split/index.ts';
import { threshold } from './threshold/index.ts';
import { windowTool } from './window/index.ts';
import { zoom } from './zoom/index.ts';

/** The rail from top to bottom, in groups; keys, options and names of revisions follow from it. */
export const TOOL_GROUPS = [
  [windowTool, pan, zoom, ruler],
  [brush, eraser, polygon, freehand, shape, fill, move, copy],
  [grabCut, backProjection, seeds, livewire, threshold, regionGrowing, carry, split, model],
  [islands, smooth],
] as const;

export type ToolId = (typeof TOOL_GROUPS)[number][number]['id'];

export const TOOLS: readonly ToolDefinition<ToolId>[] = TOOL_GROUPS.flat();

/** What can be done without a tool in hand. */
export const WITHOUT_TOOL: readonly Pick<ToolDefinition, 'commands' | 'revisions'>[] = [interpolation];

export function toolOf(id: string): ToolDefinition<ToolId> {
  return TOOLS.find(tool => tool.id === id)!;
}

/** Whether it changes labels, and so is not for those who may only look. */
export function edits({ group }: ToolDefinition): boolean {
  return group !== 'view';
}

/** What is in hand when a page opens. */
export function firstTool(mayEdit: boolean): ToolId {
  return TOOLS.find(tool => edits(tool) === mayEdit)!.id;
}

/** What people call what made a revision; tools of other versions keep the name they were stored under. */
export function revisionName(tool: string): string {
  const others: Readonly<Record<string, Text>> = {
    undo: () => t('name.undo'), redo: () => t('name.redo'), restore: () => t('name.restore'), segment: () => t('name.segment'),
    'series-changed': () => t('name.seriesChanged'), clear: () => t('name.clear'),
  };
  const renamed = [...TOOLS, ...WITHOUT_TOOL].map(({ revisions }) => revisions?.[tool]).find(name => name !== undefined);
  return (others[tool] ?? renamed ?? TOOLS.find(({ id }) => id === tool)?.name)?.() ?? tool;
}
