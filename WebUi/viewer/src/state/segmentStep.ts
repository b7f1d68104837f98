import type { Segment } from '../api/contracts.ts';
import { applyChanges, segmentChanges } from './segments.ts';
import { swapPatch, type Patch, type UndoStep } from './undo.ts';
import type { Workspace } from './workspace.ts';

/** A change of the list of segments, with the pixels that went with a deleted one. */
export class SegmentStep implements UndoStep {
  private readonly workspace: Workspace;
  private readonly operationId: string;
  private readonly before: readonly Segment[];
  private readonly after: readonly Segment[];
  private readonly patches: readonly Patch[];

  constructor(workspace: Workspace, operationId: string, before: readonly Segment[], after: readonly Segment[], patches: readonly Patch[]) {
    this.workspace = workspace;
    this.operationId = operationId;
    this.before = before;
    this.after = after;
    this.patches = patches;
  }

  /** Only what the step was about changes: names and colours that others gave meanwhile stay. */
  apply(to: 'before' | 'after'): void {
    const { workspace } = this;
    const changes = to === 'before' ? segmentChanges(this.after, this.before) : segmentChanges(this.before, this.after);
    if (changes) workspace.adoptSegments(applyChanges(workspace.state.segments, changes));
    const changed = this.patches.filter(patch => swapPatch(workspace.mask(patch.slice), workspace.label.columns, patch, to).changed > 0);
    for (const patch of changed) workspace.changed(patch.slice, patch.box);
    workspace.send(to === 'before' ? 'undo' : 'redo', { of: 'segment', operation: this.operationId }, changed.map(patch => patch.slice), null, changes);
  }
}
