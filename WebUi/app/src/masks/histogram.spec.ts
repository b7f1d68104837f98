import { describe, expect, it } from 'vitest';
import { histogramOf, statisticsOf } from './histogram.ts';

const voxels = Int16Array.from([10, 20, 30, 1000, 20]);
const mask = Uint8Array.from([1, 1, 0, 1, 2]);

describe('histogramOf', () => {
  it('counts the label\'s values in half-open bins and leaves out the rest', () => {
    // label 1 holds 10, 20 and 1000; bins [0, 20) and [20, 40)
    expect(histogramOf(voxels, mask, 1, 1, 0, 0, 40, 20).counts).toEqual([1, 1]);
  });
});

describe('statisticsOf', () => {
  it('is the population mean and deviation of the scaled values', () => {
    // 2 · {10, 20, 30} − 5 = {15, 35, 55}: mean 35, variance (400 + 0 + 400) / 3
    const result = statisticsOf(voxels, Uint8Array.from([1, 1, 1, 0, 0]), 1, 2, -5)!;
    expect(result.mean).toBeCloseTo(35, 9);
    expect(result.sd).toBeCloseTo(Math.sqrt(800 / 3), 9);
  });
  it('is undefined without a pixel', () => expect(statisticsOf(voxels, mask, 9, 1, 0)).toBeUndefined());
});
