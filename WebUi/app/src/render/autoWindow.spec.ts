import { describe, expect, it } from 'vitest';
import { autoWindow } from './autoWindow.ts';

describe('autoWindow', () => {
  it('leaves out background and outliers: 0 × 500, 1…100 once each, 30000 once', () => {
    const voxels = Int16Array.from([...Array<number>(500).fill(0), ...Array.from({ length: 100 }, (_, n) => n + 1), 30_000]);
    // 101 voxels count; the 2nd smallest (⌈1.01⌉) is 2, the 100th (⌈99.99⌉) is 100; at slope 2: 4…200
    expect(autoWindow(voxels, { slope: 2, intercept: 0 })).toEqual({ center: 102, width: 196 });
  });
  it('shows a slice of one value without dividing by zero', () =>
    expect(autoWindow(new Int16Array(9).fill(5), { slope: 1, intercept: 0 })).toEqual({ center: 5, width: 1e-3 }));
});
