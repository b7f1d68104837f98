import { getRevisions } from '../api/client.ts';
import type { RevisionSummary } from '../contracts/services.ts';
import { decodeMask } from '../masks/codec.ts';
import { replay, type UndoStep } from './history.ts';
import { MaskStep, patchesOf } from './maskStep.ts';
import { createPatch } from './patch.ts';
import type { PendingSave } from './pendingSave.ts';
import { applyChanges } from './segmentChanges.ts';
import { segmentPatchOf, SegmentStep } from './segmentStep.ts';
import type { Workspace } from './workspace.ts';

/** How far back undo reaches after a reload. */
const REVISIONS = 500;

interface Change { readonly operationId: string; readonly tool: string; readonly parameters: unknown; readonly step: UndoStep }

/** Shows the changes that an earlier page left unsent. @returns them as steps, to be passed to {@link rememberEarlierWork} */
export function showUnsent(workspace: Workspace, unsent: readonly PendingSave[]): Change[] {
  return unsent.map(save => {
    const patches = [...save.masks].map(([slice, mask]) => {
      const before = workspace.mask(slice).slice();
      workspace.masks.load(slice, decodeMask(mask).labels);
      return createPatch(slice, before, workspace.mask(slice), workspace.label.columns);
    }).filter(patch => patch !== undefined);
    if (!save.segments) return { ...save, step: new MaskStep(workspace, save.tool, save.operationId, patches) };
    const before = workspace.state.segments;
    workspace.segments.adopt(applyChanges(before, save.segments));
    return { ...save, step: new SegmentStep(workspace, save.operationId, { before, after: workspace.state.segments, patches }) };
  });
}

/**
 * Makes undo reach the signed-in person's own revisions of this label, whatever computer they were made on, and the
 * changes that were still unsent. What they changed is fetched when it is taken back; revisions of others are no steps.
 */
export async function rememberEarlierWork(workspace: Workspace, unsent: readonly Change[]): Promise<void> {
  const stored = await getRevisions(workspace.label, { limit: REVISIONS, mine: true });
  const isUnsent = new Set(unsent.map(change => change.operationId));
  const earlier = stored.reverse().filter(change => !isUnsent.has(change.operationId)).map(change => asChange(workspace, change));
  const { done, undone } = replay([...earlier, ...unsent].filter(change => !isOnlyVisibility(change)));
  workspace.history.putBelow(done.map(change => change.step), undone.map(change => change.step));
}

function asChange(workspace: Workspace, { operationId, tool, parameters, revision, slices }: RevisionSummary): Change {
  const step = tool === 'segment' ? new SegmentStep(workspace, operationId, () => segmentPatchOf(workspace, revision, slices))
    : new MaskStep(workspace, tool, operationId, () => patchesOf(workspace, revision, slices));
  return { operationId, tool, parameters, step };
}

/** Showing and hiding a segment is saved, but no step of undo. */
function isOnlyVisibility({ tool, parameters }: Change): boolean {
  const fields = (parameters as { fields?: readonly string[] } | null)?.fields;
  return tool === 'segment' && fields?.length === 1 && fields[0] === 'visible';
}
