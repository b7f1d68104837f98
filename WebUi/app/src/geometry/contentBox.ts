import type { Box } from './box.ts';

const BLOCK = 12;
const AIR_HU = -300;
const MARGIN_BLOCKS = 1;

/**
 * The part of a CT slice or plane that holds the body: the bounding box of the blocks of 12 × 12 voxels that are, on
 * average, no air. The table is thin, so its blocks average to air. Undefined when there is no such block.
 */
export function contentBox(voxels: Int16Array, columns: number, rows: number, slope: number, intercept: number): Box | undefined {
  let left = Infinity, top = Infinity, right = -1, bottom = -1;
  for (let y = 0; y + BLOCK <= rows; y += BLOCK) {
    for (let x = 0; x + BLOCK <= columns; x += BLOCK) {
      let sum = 0;
      for (let j = y; j < y + BLOCK; j++) for (let i = x; i < x + BLOCK; i++) sum += voxels[j * columns + i]!;
      if (sum / (BLOCK * BLOCK) * slope + intercept <= AIR_HU) continue;
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x + BLOCK);
      bottom = Math.max(bottom, y + BLOCK);
    }
  }
  if (right < 0) return undefined;
  const margin = MARGIN_BLOCKS * BLOCK;
  left = Math.max(0, left - margin);
  top = Math.max(0, top - margin);
  return { left, top, width: Math.min(columns, right + margin) - left, height: Math.min(rows, bottom + margin) - top };
}
