import { clip } from '../geometry/box.ts';
import { boxOf } from './regions.ts';

/** A disc on the pixel grid: per row from −reach to reach, half its width in whole columns. */
export interface Disc { readonly halfWidths: readonly number[]; readonly reach: number; readonly size: number }

/** The pixels whose centre is at most a radius from the middle one's. */
export function discOf(radiusMm: number, spacingMm: readonly [number, number]): Disc {
  const reach = Math.floor(radiusMm / spacingMm[1] + 1e-9);
  const halfWidths = Array.from({ length: 2 * reach + 1 }, (_, n) => {
    const y = (n - reach) * spacingMm[1];
    return Math.floor(Math.sqrt(Math.max(0, radiusMm ** 2 - y ** 2)) / spacingMm[0] + 1e-9);
  });
  return { halfWidths, reach, size: halfWidths.reduce((sum, half) => sum + 2 * half + 1, 0) };
}

export type Reshape = 'smooth' | 'grow' | 'shrink';

/**
 * A label's new shape by how much of a disc around each pixel it fills: more than half (smooth), any (grow), all
 * (shrink). Outside the slice nothing is filled.
 * @returns 1 where the label is to be, or undefined when the slice does not carry it
 */
export function reshape(mask: Uint8Array, label: number, disc: Disc, how: Reshape, columns: number, rows: number): Uint8Array | undefined {
  const own = boxOf(mask, label, columns);
  if (!own) return undefined;
  const widest = Math.max(...disc.halfWidths);
  const box = clip({
    left: own.left - widest, top: own.top - disc.reach, width: own.width + 2 * widest, height: own.height + 2 * disc.reach,
  }, columns, rows)!;
  const needed = how === 'grow' ? 1 : how === 'shrink' ? disc.size : Math.floor(disc.size / 2) + 1;
  const sums = rowSums(mask, label, own.top, own.height, columns);
  const shaped = new Uint8Array(mask.length);
  for (let j = box.top; j < box.top + box.height; j++) {
    for (let i = box.left; i < box.left + box.width; i++) {
      let count = 0;
      for (let dy = -disc.reach; dy <= disc.reach; dy++) {
        const row = j + dy - own.top;
        if (row < 0 || row >= own.height) continue;
        const half = disc.halfWidths[dy + disc.reach]!;
        const start = row * (columns + 1);
        count += sums[start + Math.min(columns, i + half + 1)]! - sums[start + Math.max(0, i - half)]!;
      }
      if (count >= needed) shaped[j * columns + i] = 1;
    }
  }
  return shaped;
}

/** Per row, how many of the pixels before a column carry the label. */
function rowSums(mask: Uint8Array, label: number, top: number, height: number, columns: number): Int32Array {
  const sums = new Int32Array(height * (columns + 1));
  for (let row = 0; row < height; row++) {
    const start = row * (columns + 1);
    const pixels = (top + row) * columns;
    for (let i = 0; i < columns; i++) sums[start + i + 1] = sums[start + i]! + (mask[pixels + i] === label ? 1 : 0);
  }
  return sums;
}
