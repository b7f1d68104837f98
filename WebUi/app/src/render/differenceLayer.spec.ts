import { describe, expect, it } from 'vitest';
import { ADDED, CHANGED, DIFFERENCE_COLOURS, differenceOf, drawDifferenceRow, REMOVED } from './differenceLayer.ts';
import { deviceAxis } from './deviceAxis.ts';

describe('differenceOf', () => {
  it('tells added, removed and given to another segment apart', () =>
    expect([...differenceOf(Uint8Array.from([0, 1, 1, 2, 0]), Uint8Array.from([1, 0, 2, 2, 0]))!])
      .toEqual([ADDED, REMOVED, CHANGED, 0, 0]));
  it('is nothing for equal maps', () => expect(differenceOf(Uint8Array.from([1, 0]), Uint8Array.from([1, 0]))).toBeUndefined());
});

describe('drawDifferenceRow', () => {
  // one row of two voxels, 40 device pixels each: the first one changed
  const view = { columns: 2, rows: 1, pxPerVoxel: [40, 40] as const, panPx: [0, 0] as const, flip: [false, false] as const };
  const draw = (kind: number, py: number) => {
    const target = new Uint32Array(80 * 40);
    drawDifferenceRow(target, 2, 1, Uint8Array.from([kind, 0]), deviceAxis(view, 0, 80, 1, 1), deviceAxis(view, 1, 40, 1, 1), py, 0, 80);
    return [...target.subarray(py * 80, py * 80 + 80)].flatMap((pixel, px) => (pixel === 0 ? [] : [px]));
  };

  it('borders the changed voxel and leaves its neighbour alone', () => {
    expect(draw(ADDED, 0)).toEqual(Array.from({ length: 40 }, (_, n) => n));
    expect(draw(ADDED, 20)).toContain(39);
    expect(Math.max(...draw(ADDED, 20))).toBe(39);
  });
  it('hatches added and removed in opposite directions', () => {
    // within the border, row 20: rising where (px + 20) mod 8 < 2, falling where (px − 20) mod 8 < 2; one row on they move apart
    expect(draw(ADDED, 21).slice(1, -1)).toEqual([3, 4, 11, 12, 19, 20, 27, 28, 35, 36]);
    expect(draw(REMOVED, 21).slice(1, -1)).toEqual([5, 6, 13, 14, 21, 22, 29, 30, 37, 38]);
  });
  it('has a colour for every kind', () => expect(Object.keys(DIFFERENCE_COLOURS)).toHaveLength(3));
});
