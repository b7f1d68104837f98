import { getMask, getMasks } from '../api/client.ts';
import type { StepTarget, UndoStep } from './history.ts';
import { createPatch, swapPatch, type Patch } from './patch.ts';

/** A change of masks, by this page or by an earlier one of the same person. */
export class MaskStep implements UndoStep {
  readonly tool: string;
  readonly operationId: string;
  private readonly target: StepTarget;
  private patches: readonly Patch[] | undefined;
  private readonly fetchPatches: (() => Promise<readonly Patch[]>) | undefined;

  constructor(target: StepTarget, tool: string, operationId: string, patches: readonly Patch[] | (() => Promise<readonly Patch[]>)) {
    this.target = target;
    this.tool = tool;
    this.operationId = operationId;
    if (typeof patches === 'function') this.fetchPatches = patches;
    else this.patches = patches;
  }

  apply(to: 'before' | 'after'): Promise<void> | void {
    if (this.patches) this.swap(this.patches, to);
    else return this.fetchAndSwap(to);
  }

  private async fetchAndSwap(to: 'before' | 'after'): Promise<void> {
    this.patches = await this.fetchPatches!();
    this.swap(this.patches, to);
  }

  private swap(patches: readonly Patch[], to: 'before' | 'after'): void {
    const { target } = this;
    const kept: number[] = [];
    const changed: number[] = [];
    for (const patch of patches) {
      const count = swapPatch(target.masks.of(patch.slice), target.label.columns, patch, to);
      if (count.left > 0) kept.push(patch.slice);
      if (count.changed === 0) continue;
      changed.push(patch.slice);
      target.masks.changed(patch.slice, patch.box);
    }
    if (patches.length > 0 && !patches.some(patch => patch.slice === target.state.slice)) target.goTo(patches[0]!.slice);
    if (kept.length > 0) target.events.emit('keptFromUndo', { slices: kept });
    if (changed.length > 0)
      target.send(to === 'before' ? 'undo' : 'redo', { of: this.tool, operation: this.operationId }, changed);
  }
}

const MANY_SLICES = 3;

/** What a stored revision changed: the label as it was just before it, and just after. */
export async function patchesOf(target: StepTarget, revision: number, slices: readonly number[]): Promise<Patch[]> {
  const { label } = target;
  const { columns, rows } = label;
  const at = async (wanted: number): Promise<Map<number, { labels: Uint8Array } | undefined>> => slices.length > MANY_SLICES
    ? await getMasks(label, wanted)
    : new Map(await Promise.all(slices.map(async slice => [slice, wanted > 0 ? await getMask(label, slice, wanted) : undefined] as const)));
  const [before, after] = await Promise.all([at(revision - 1), at(revision)]);
  const labels = (masks: typeof before, slice: number) => masks.get(slice)?.labels ?? new Uint8Array(columns * rows);
  return slices.map(slice => createPatch(slice, labels(before, slice), labels(after, slice), columns)).filter(patch => patch !== undefined);
}
