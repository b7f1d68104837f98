import { describe, expect, it } from 'vitest';
import { boxBetween, clip, differenceBox, union } from './box.ts';

describe('box', () => {
  it('spans both pixels of a drag, in either direction', () => {
    expect(boxBetween([5.2, 9.4], [2.6, 3])).toEqual({ left: 3, top: 3, width: 3, height: 7 });
  });
  it('joins', () => {
    expect(union({ left: 1, top: 2, width: 2, height: 2 }, { left: 5, top: 0, width: 1, height: 1 }))
      .toEqual({ left: 1, top: 0, width: 5, height: 4 });
  });
  it('clips to the slice', () => {
    expect(clip({ left: -3, top: 2, width: 5, height: 9 }, 4, 4)).toEqual({ left: 0, top: 2, width: 2, height: 2 });
    expect(clip({ left: 4, top: 0, width: 2, height: 2 }, 4, 4)).toBeUndefined();
  });
  it('finds where two maps differ', () => {
    const before = Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    const after = Uint8Array.from([0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 2, 0]); // (1, 1) and (2, 2) of 4 columns
    expect(differenceBox(before, after, 4)).toEqual({ left: 1, top: 1, width: 2, height: 2 });
    expect(differenceBox(before, before, 4)).toBeUndefined();
  });
});
