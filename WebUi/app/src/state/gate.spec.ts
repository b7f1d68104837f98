import { describe, expect, it } from 'vitest';
import { gateOf } from './gate.ts';

// Four pixels of segments 0, 1, 2 and 1, and of −100, 0, 50 and 500 HU.
const mask = Uint8Array.from([0, 1, 2, 1]);
const values = { voxels: Int16Array.from([450, 500, 525, 750]), slope: 2, intercept: -1000 };
const absent = { ...values, voxels: undefined };
const open = (gate: ((index: number) => boolean) | undefined) => [0, 1, 2, 3].filter(index => gate!(index));

describe('gateOf', () => {
  it('is open where nothing is locked and no range given', () => {
    expect(open(gateOf(mask, new Set(), undefined, absent))).toEqual([0, 1, 2, 3]);
  });
  it('keeps the pixels of locked segments', () => {
    expect(open(gateOf(mask, new Set([1]), undefined, absent))).toEqual([0, 2]);
  });
  it('holds both ends of a range, and they belong to it', () => {
    expect(open(gateOf(mask, new Set(), { minHu: 0, maxHu: 50 }, values))).toEqual([1, 2]);
  });
  it('takes an end that is not given as open', () => {
    expect(open(gateOf(mask, new Set(), { minHu: 50, maxHu: null }, values))).toEqual([2, 3]);
    expect(open(gateOf(mask, new Set(), { minHu: null, maxHu: null }, absent))).toEqual([0, 1, 2, 3]);
  });
  it('keeps locked segments inside the range, too', () => {
    expect(open(gateOf(mask, new Set([2]), { minHu: 0, maxHu: 500 }, values))).toEqual([1, 3]);
  });
  it('is none while the values have not arrived that a range is compared with', () => {
    expect(gateOf(mask, new Set(), { minHu: 0, maxHu: null }, absent)).toBeUndefined();
  });
});
