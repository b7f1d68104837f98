import type { Point2 } from './sliceView.ts';

/**
 * The way between two points of a slice.
 * @param spacingMm along i and j; null where it is not known
 * @returns in mm, or in pixels without a spacing
 */
export function distance(a: Point2, b: Point2, spacingMm: Point2 | null): number {
  const [di, dj] = spacingMm ?? [1, 1];
  return Math.hypot((b[0] - a[0]) * di, (b[1] - a[1]) * dj);
}
