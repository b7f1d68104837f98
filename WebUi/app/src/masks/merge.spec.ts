import { describe, expect, it } from 'vitest';
import { countOverlap, mergeMasks } from './merge.ts';

const base = Uint8Array.from([0, 0, 1, 1, 0]);
const mine = Uint8Array.from([2, 0, 0, 1, 3]);
const theirs = Uint8Array.from([0, 4, 1, 5, 4]);

describe('mergeMasks', () => {
  it('has the changes of both, and mine where both changed', () => expect([...mergeMasks(base, mine, theirs)]).toEqual([2, 4, 0, 5, 3]));
});

describe('countOverlap', () => {
  it('counts what both changed differently', () => expect(countOverlap(base, mine, theirs)).toBe(1));
  it('is none where both did the same', () => expect(countOverlap(base, mine, mine)).toBe(0));
});
