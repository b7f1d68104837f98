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
