import type { Box } from '../geometry/box.ts';

/** Which of a pixel's neighbours count as connected: the 4 that share an edge, or the 8 that share an edge or a corner. */
export type Connectivity = 4 | 8;

/** A connected set of pixels: flat row-major indices. */
export type Region = readonly number[];

/**
 * The connected region around a pixel.
 * @param isInside whether a pixel may belong to it; the seed itself is asked, too
 */
export function floodFill(
  seed: number, columns: number, rows: number, connectivity: Connectivity, isInside: (index: number) => boolean,
): Region {
  const seen = new Uint8Array(columns * rows);
  return isInside(seed) ? grow(seed, seen, columns, rows, connectivity, isInside) : [];
}

/** All connected regions, each from its first pixel in reading order on. */
export function regionsOf(columns: number, rows: number, connectivity: Connectivity, isInside: (index: number) => boolean): Region[] {
  const seen = new Uint8Array(columns * rows);
  const regions: Region[] = [];
  for (let index = 0; index < seen.length; index++) {
    if (!seen[index] && isInside(index)) regions.push(grow(index, seen, columns, rows, connectivity, isInside));
  }
  return regions;
}

/** Whether a region reaches the rim of the slice. */
export function touchesRim(region: Region, columns: number, rows: number): boolean {
  return region.some(index => {
    const i = index % columns;
    return i === 0 || i === columns - 1 || index < columns || index >= columns * (rows - 1);
  });
}

function grow(
  seed: number, seen: Uint8Array, columns: number, rows: number, connectivity: Connectivity, isInside: (index: number) => boolean,
): Region {
  const region = [seed];
  seen[seed] = 1;
  const visit = (index: number) => {
    if (seen[index]) return;
    seen[index] = 1;
    if (isInside(index)) region.push(index);
  };
  for (let at = 0; at < region.length; at++) {
    const index = region[at]!;
    const i = index % columns;
    const [isLeft, isRight, isTop, isBottom] = [i === 0, i === columns - 1, index < columns, index >= columns * (rows - 1)];
    if (!isTop) visit(index - columns);
    if (!isLeft) visit(index - 1);
    if (!isRight) visit(index + 1);
    if (!isBottom) visit(index + columns);
    if (connectivity === 4) continue;
    if (!isTop && !isLeft) visit(index - columns - 1);
    if (!isTop && !isRight) visit(index - columns + 1);
    if (!isBottom && !isLeft) visit(index + columns - 1);
    if (!isBottom && !isRight) visit(index + columns + 1);
  }
  return region;
}

/** The smallest box around the pixels with a label; undefined without any. */
export function boxOf(mask: Uint8Array, label: number, columns: number): Box | undefined {
  let left = columns, right = -1, top = -1, bottom = -1;
  for (let index = mask.indexOf(label); index >= 0; index = mask.indexOf(label, index + 1)) {
    const i = index % columns;
    bottom = (index - i) / columns;
    if (top < 0) top = bottom;
    if (i < left) left = i;
    if (i > right) right = i;
  }
  return right < 0 ? undefined : { left, top, width: right - left + 1, height: bottom - top + 1 };
}
