import { getLabel } from '../api/client.ts';
import type { Segment } from '../contracts/services.ts';
import type { StepTarget, UndoStep } from './history.ts';
import { patchesOf } from './maskStep.ts';
import { swapPatch, type Patch } from './patch.ts';
import { applyChanges, segmentChanges } from './segmentChanges.ts';

/** The list before and after a change, and the pixels that went with a deleted segment. */
export interface SegmentPatch {
  readonly before: readonly Segment[];
  readonly after: readonly Segment[];
  readonly patches: readonly Patch[];
}

/** A change of the list of segments, by this page or by an earlier one of the same person. */
export class SegmentStep implements UndoStep {
  private readonly target: StepTarget;
  private readonly operationId: string;
  private change: SegmentPatch | undefined;
  private readonly fetchChange: (() => Promise<SegmentPatch>) | undefined;

  constructor(target: StepTarget, operationId: string, change: SegmentPatch | (() => Promise<SegmentPatch>)) {
    this.target = target;
    this.operationId = operationId;
    if (typeof change === 'function') this.fetchChange = change;
    else this.change = change;
  }

  apply(to: 'before' | 'after'): Promise<void> | void {
    if (this.change) this.swap(this.change, to);
    else return this.fetchAndSwap(to);
  }

  private async fetchAndSwap(to: 'before' | 'after'): Promise<void> {
    this.change = await this.fetchChange!();
    this.swap(this.change, to);
  }

  /** Only what the step was about changes: names and colours that others gave meanwhile stay. */
  private swap({ before, after, patches }: SegmentPatch, to: 'before' | 'after'): void {
    const { target } = this;
    const changes = to === 'before' ? segmentChanges(after, before) : segmentChanges(before, after);
    if (changes) target.segments.adopt(applyChanges(target.state.segments, changes));
    const changed = patches.filter(patch => swapPatch(target.masks.of(patch.slice), target.label.columns, patch, to).changed > 0);
    for (const patch of changed) target.masks.changed(patch.slice, patch.box);
    if (!changes && changed.length === 0) return;
    const slices = changed.map(patch => patch.slice);
    target.send(to === 'before' ? 'undo' : 'redo', { of: 'segment', operation: this.operationId }, slices, null, changes);
  }
}

/** What a stored revision did to the list of segments, and to the pixels on slices. */
export async function segmentPatchOf(target: StepTarget, revision: number, slices: readonly number[]): Promise<SegmentPatch> {
  const { id, volumeId } = target.label;
  const [before, after, patches] = await Promise.all([
    getLabel(id, revision - 1, volumeId), getLabel(id, revision, volumeId), patchesOf(target, revision, slices),
  ]);
  return { before: before.segments, after: after.segments, patches };
}
