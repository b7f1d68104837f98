import { describe, expect, it } from 'vitest';
import type { VoxelEncoding } from '../contracts/services.ts';
import { Voxels } from './voxels.ts';

const voxels = (encoding: Partial<VoxelEncoding> | null) => {
  const all = new Voxels({ voxels: encoding as VoxelEncoding | null });
  all.set(4, Int16Array.of(1050, -2));
  return all;
};

describe('Voxels', () => {
  it('are values with slope and intercept applied: 1050 · 2 − 1000 = 1100', () =>
    expect(voxels({ slope: 2, intercept: -1000 }).valueAt(4, 0)).toBe(1100));
  it('are as stored where the series does not say what they mean', () => expect(voxels(null).valueAt(4, 1)).toBe(-2));
  it('have no value before their slice has arrived, nor beyond its end', () =>
    expect([voxels(null).valueAt(5, 0), voxels(null).valueAt(4, 2)]).toEqual([undefined, undefined]));
  it('are HU only where the series says so', () =>
    expect([{ unit: 'HU' }, { unit: '' }, null].map(encoding => voxels(encoding).hasHu)).toEqual([true, false, false]));
});
