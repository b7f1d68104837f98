import { differenceBox, type Box } from '../geometry/box.ts';

/** What one step changed on one slice: the pixels of a box before and after, row-major. */
export interface Patch { readonly slice: number; readonly box: Box; readonly before: Uint8Array; readonly after: Uint8Array }

/** The difference between two maps of a slice; undefined when they are equal. */
export function createPatch(slice: number, before: Uint8Array, after: Uint8Array, columns: number): Patch | undefined {
  const box = differenceBox(before, after, columns);
  return box && { slice, box, before: cut(before, box, columns), after: cut(after, box, columns) };
}

export function applyPatch(mask: Uint8Array, columns: number, patch: Patch, which: 'before' | 'after'): void {
  const { left, top, width, height } = patch.box;
  for (let row = 0; row < height; row++)
    mask.set(patch[which].subarray(row * width, (row + 1) * width), (top + row) * columns + left);
}

function cut(mask: Uint8Array, { left, top, width, height }: Box, columns: number): Uint8Array {
  const pixels = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    const start = (top + row) * columns + left;
    pixels.set(mask.subarray(start, start + width), row * width);
  }
  return pixels;
}

/** Steps that can be taken back and made again; a new step forgets those taken back. */
export class UndoStack<Step> {
  private done: Step[] = [];
  private undone: Step[] = [];

  get canUndo(): boolean {
    return this.done.length > 0;
  }

  get canRedo(): boolean {
    return this.undone.length > 0;
  }

  push(step: Step): void {
    this.done.push(step);
    this.undone = [];
  }

  undo(): Step | undefined {
    const step = this.done.pop();
    if (step !== undefined) this.undone.push(step);
    return step;
  }

  redo(): Step | undefined {
    const step = this.undone.pop();
    if (step !== undefined) this.done.push(step);
    return step;
  }
}
