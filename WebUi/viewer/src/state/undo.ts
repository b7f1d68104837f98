import type { Label, ModelReference, Segment, SegmentChanges } from '../contracts/services.ts';
import { differenceBox, type Box } from '../geometry/box.ts';

/** What one step changed on one slice: the pixels of a box before and after, row-major. */
export interface Patch { readonly slice: number; readonly box: Box; readonly before: Uint8Array; readonly after: Uint8Array }

/** The difference between two maps of a slice; undefined when they are equal. */
export function createPatch(slice: number, before: Uint8Array, after: Uint8Array, columns: number): Patch | undefined {
  const box = differenceBox(before, after, columns);
  return box && { slice, box, before: cut(before, box, columns), after: cut(after, box, columns) };
}

function cut(mask: Uint8Array, { left, top, width, height }: Box, columns: number): Uint8Array {
  const pixels = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    const start = (top + row) * columns + left;
    pixels.set(mask.subarray(start, start + width), row * width);
  }
  return pixels;
}

/**
 * Puts one side of a patch into a mask, but only where the mask still holds the other side: what somebody has changed
 * since is theirs.
 * @returns how many pixels were changed, and how many were left because they are not as the step left them
 */
export function swapPatch(mask: Uint8Array, columns: number, patch: Patch, to: 'before' | 'after'): { changed: number; left: number } {
  const { left, top, width, height } = patch.box;
  const [from, into] = to === 'before' ? [patch.after, patch.before] : [patch.before, patch.after];
  const count = { changed: 0, left: 0 };
  for (let row = 0, n = 0; row < height; row++) {
    for (let at = (top + row) * columns + left, end = at + width; at < end; at++, n++) {
      if (from[n] === into[n] || mask[at] === into[n]) continue;
      if (mask[at] === from[n]) {
        mask[at] = into[n]!;
        count.changed++;
      } else {
        count.left++;
      }
    }
  }
  return count;
}

/**
 * One thing a person did in the workspace. Whatever can be changed there brings a step of its own: masks (MaskStep),
 * segments, and what is still to come.
 */
export interface UndoStep {
  /** Takes the change back ('before') or makes it again ('after'), shows that and sends it. A rejection leaves the step where it was. */
  apply(to: 'before' | 'after'): Promise<void> | void;
}

/**
 * Steps that can be taken back and made again; a new step forgets those taken back. Steps that must first be fetched
 * are applied one after another, in the order in which they were asked for.
 */
export class UndoStack {
  private done: UndoStep[] = [];
  private undone: UndoStep[] = [];
  private readonly asked: ('undo' | 'redo')[] = [];
  private isApplying = false;
  private readonly onChange: () => void;
  private readonly onFailure: (error: unknown) => void;

  constructor(onChange: () => void = () => undefined, onFailure: (error: unknown) => void = () => undefined) {
    this.onChange = onChange;
    this.onFailure = onFailure;
  }

  get canUndo(): boolean {
    return this.done.length > 0;
  }

  get canRedo(): boolean {
    return this.undone.length > 0;
  }

  push(step: UndoStep): void {
    this.done.push(step);
    this.undone = [];
    this.onChange();
  }

  /** Puts the steps of an earlier page below those of this one. */
  putBelow(done: readonly UndoStep[], undone: readonly UndoStep[]): void {
    if (this.done.length === 0) this.undone = [...undone, ...this.undone];
    this.done = [...done, ...this.done];
    this.onChange();
  }

  undo(): void {
    this.move('undo');
  }

  redo(): void {
    this.move('redo');
  }

  private move(which: 'undo' | 'redo'): void {
    if (this.isApplying) {
      this.asked.push(which);
      return;
    }
    const [from, to] = which === 'undo' ? [this.done, this.undone] : [this.undone, this.done];
    const step = from.pop();
    if (!step) return;
    to.push(step);
    const applied = step.apply(which === 'undo' ? 'before' : 'after');
    this.onChange();
    if (applied instanceof Promise) void this.wait(applied, step, which);
  }

  private async wait(applied: Promise<void>, step: UndoStep, which: 'undo' | 'redo'): Promise<void> {
    this.isApplying = true;
    try {
      await applied;
    } catch (error) {
      this.asked.length = 0;
      this.moveBack(step, which);
      this.onFailure(error);
    } finally {
      this.isApplying = false;
    }
    const next = this.asked.shift();
    if (next) this.move(next);
  }

  private moveBack(step: UndoStep, which: 'undo' | 'redo'): void {
    const [from, to] = which === 'undo' ? [this.undone, this.done] : [this.done, this.undone];
    const at = from.lastIndexOf(step);
    if (at >= 0) from.splice(at, 1);
    to.push(step);
    this.onChange();
  }
}

/** A change as a revision or an unsent save describes it. */
export interface PastChange { readonly operationId: string; readonly tool: string; readonly parameters: unknown }

/** Which of a person's changes, oldest first, stand and which are taken back: an undo or redo names its operation. */
export function replay<Change extends PastChange>(changes: readonly Change[]): { done: Change[]; undone: Change[] } {
  const done: Change[] = [];
  let undone: Change[] = [];
  const move = (from: Change[], to: Change[], operation: unknown) => {
    const at = from.findLastIndex(change => change.operationId === operation);
    if (at >= 0) to.push(...from.splice(at, 1));
  };
  for (const change of changes) {
    const operation = (change.parameters as { operation?: unknown } | null)?.operation;
    if (change.tool === 'undo') move(done, undone, operation);
    else if (change.tool === 'redo') move(undone, done, operation);
    else {
      done.push(change);
      undone = [];
    }
  }
  return { done, undone };
}

/** What a step takes back and does again: the label being worked on, as far as steps know it. */
export interface StepTarget {
  readonly label: Label;
  readonly state: { readonly slice: number; readonly segments: readonly Segment[] };
  /** [Rows, Columns] of segment numbers, to be changed in place and then told by `changed`. */
  mask(slice: number): Uint8Array;
  changed(slice: number, box: Box | undefined): void;
  adoptSegments(segments: readonly Segment[]): void;
  goTo(slice: number): void;
  /** Pixels that somebody else changed meanwhile were left as they are. */
  kept(slices: readonly number[]): void;
  send(tool: string, parameters: unknown, slices: readonly number[], model?: ModelReference | null, segments?: SegmentChanges): unknown;
}
