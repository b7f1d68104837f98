import { describe, expect, it } from 'vitest';
import { staleSlices } from './news.ts';

const label = (headRevision: number, slices: [number, number][]) => ({
  headRevision, slices: slices.map(([slice, revision]) => ({ slice, revision, maskHash: '', sopInstanceUid: `1.${slice}`, frame: 0 })),
});

describe('staleSlices', () => {
  it('has what is newer than the page', () =>
    expect(staleSlices(label(5, [[1, 5], [2, 3]]), new Map([[1, 4], [2, 3]]))).toEqual([{ slice: 1, revision: 5 }]));
  it('has what somebody emptied', () =>
    expect(staleSlices(label(5, []), new Map([[1, 4]]))).toEqual([{ slice: 1, revision: 0 }]));
  it('leaves what was saved after the answer was made', () =>
    expect(staleSlices(label(5, [[1, 4]]), new Map([[1, 6], [2, 7]]))).toEqual([]));
});
