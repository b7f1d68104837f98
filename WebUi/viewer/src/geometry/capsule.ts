import type { Box } from './box.ts';
import { clip } from './box.ts';
import type { Point2 } from './sliceView.ts';

/**
 * Visits the pixels of a round brush moved from a to b: those whose centre is at most a radius from the segment, and
 * the pixels under both ends, so that the smallest brush still draws one.
 * @param a continuous (column, row)
 * @param radius in columns
 * @param rowsPerColumn a row's height in column widths, so that the brush is round in millimetres
 * @param visit called with the flat index, row-major
 * @returns the box of the pixels that were looked at, undefined when all lie outside
 */
export function paintCapsule(
  a: Point2, b: Point2, radius: number, rowsPerColumn: number, columns: number, rows: number, visit: (index: number) => void,
): Box | undefined {
  const rowRadius = radius / rowsPerColumn;
  const left = Math.min(Math.ceil(Math.min(a[0], b[0]) - radius), Math.round(a[0]), Math.round(b[0]));
  const top = Math.min(Math.ceil(Math.min(a[1], b[1]) - rowRadius), Math.round(a[1]), Math.round(b[1]));
  const right = Math.max(Math.floor(Math.max(a[0], b[0]) + radius), Math.round(a[0]), Math.round(b[0]));
  const bottom = Math.max(Math.floor(Math.max(a[1], b[1]) + rowRadius), Math.round(a[1]), Math.round(b[1]));
  const box = clip({ left, top, width: right - left + 1, height: bottom - top + 1 }, columns, rows);
  if (!box) return undefined;

  const dx = b[0] - a[0];
  const dy = (b[1] - a[1]) * rowsPerColumn;
  const lengthSquared = dx * dx + dy * dy;
  const reach = radius * radius + 1e-9;
  const isEnd = (i: number, j: number) =>
    (i === Math.round(a[0]) && j === Math.round(a[1])) || (i === Math.round(b[0]) && j === Math.round(b[1]));
  for (let j = box.top; j < box.top + box.height; j++) {
    for (let i = box.left; i < box.left + box.width; i++) {
      const x = i - a[0];
      const y = (j - a[1]) * rowsPerColumn;
      const t = lengthSquared === 0 ? 0 : Math.min(1, Math.max(0, (x * dx + y * dy) / lengthSquared));
      const distanceSquared = (x - t * dx) ** 2 + (y - t * dy) ** 2;
      if (distanceSquared <= reach || isEnd(i, j)) visit(j * columns + i);
    }
  }
  return box;
}
