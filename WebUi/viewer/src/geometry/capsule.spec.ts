import { describe, expect, it } from 'vitest';
import { paintCapsule } from './capsule.ts';

/** The painted pixels of a small slice as lines of . and #. */
function painted(a: [number, number], b: [number, number], radius: number, rowsPerColumn = 1, columns = 7, rows = 5): string[] {
  const cells = new Array<string>(columns * rows).fill('.');
  paintCapsule(a, b, radius, rowsPerColumn, columns, rows, index => { cells[index] = '#'; });
  return Array.from({ length: rows }, (_, j) => cells.slice(j * columns, (j + 1) * columns).join(''));
}

describe('paintCapsule', () => {
  it('paints the one pixel under the smallest brush, even at its corner', () => {
    expect(painted([3.4, 2.4], [3.4, 2.4], 0.5)).toEqual(['.......', '.......', '...#...', '.......', '.......']);
  });
  it('paints centres at most a radius away', () => {
    expect(painted([3, 2], [3, 2], 1)).toEqual(['.......', '...#...', '..###..', '...#...', '.......']);
  });
  it('fills between two points', () => {
    expect(painted([1, 2], [5, 2], 1)).toEqual(['.......', '.#####.', '#######', '.#####.', '.......']);
  });
  it('is round in millimetres where rows are twice as high as columns are wide', () => {
    // radius 2 columns = 1 row: at row ±1 only the centre column is 2 column widths away
    expect(painted([3, 2], [3, 2], 2, 2)).toEqual(['.......', '...#...', '.#####.', '...#...', '.......']);
  });
  it('stays inside the slice', () => {
    expect(painted([0, 0], [-9, -9], 1)).toEqual(['##.....', '#......', '.......', '.......', '.......']);
  });
  it('returns nothing when all lies outside', () => {
    expect(paintCapsule([-20, -20], [-15, -20], 2, 1, 7, 5, () => undefined)).toBeUndefined();
  });
});
