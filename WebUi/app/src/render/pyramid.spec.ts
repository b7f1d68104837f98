import { describe, expect, it } from 'vitest';
import { halve, levelFor } from './pyramid.ts';

describe('halve', () => {
  it('takes the mean of four, negative ones too, and leaves an odd row out', () => {
    // (1 + 3 + 5 + 7) / 4 = 4; (−10 − 20 − 30 − 40) / 4 = −25
    const level = halve({ voxels: Int16Array.from([1, 3, -10, -20, 5, 7, -30, -40, 99, 99, 99, 99]), columns: 4, rows: 3 });
    expect([level.columns, level.rows, [...level.voxels]]).toEqual([2, 1, [4, -25]]);
  });
  it('leaves a single column single', () =>
    expect(halve({ voxels: Int16Array.from([2, 4]), columns: 1, rows: 2 })).toMatchObject({ columns: 1, rows: 1 }));
});

describe('levelFor', () => {
  it('draws a CT slice from its own pixels', () => expect(levelFor(512, 512, 0.3)).toBe(0));
  it('draws a radiograph of 2500 × 3000 that fits into 800 px from a quarter of its columns', () =>
    expect(levelFor(2500, 3000, 800 / 3000)).toBe(2));
  it('draws it from its own pixels at 1:1 and closer', () => expect([levelFor(2500, 3000, 1), levelFor(2500, 3000, 4)]).toEqual([0, 0]));
});
