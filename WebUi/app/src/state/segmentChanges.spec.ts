import { describe, expect, it } from 'vitest';
import type { Segment } from '../contracts/services.ts';
import { applyChanges, newSegment, segmentChanges } from './segmentChanges.ts';

const of = (number: number, more: Partial<Segment> = {}): Segment => ({
  number, key: `s${number}`, name: `S${number}`, colour: '#ffffff', code: null, minHu: null, maxHu: null, locked: false, visible: true,
  ...more,
});

describe('segmentChanges', () => {
  it('is nothing between equal lists', () => expect(segmentChanges([of(1)], [of(1)])).toBeUndefined());
  it('names what was added, changed and deleted', () => {
    expect(segmentChanges([of(1), of(2)], [of(1, { name: 'x' }), of(3)])).toEqual({
      edits: [{ before: of(2), after: null }, { before: of(1), after: of(1, { name: 'x' }) }, { before: null, after: of(3) }], order: null,
    });
  });
  it('names the order when that alone differs', () => {
    expect(segmentChanges([of(1), of(2)], [of(2), of(1)])).toEqual({ edits: [], order: [2, 1] });
  });
  it('names the order when a segment comes back to its old place', () => {
    expect(segmentChanges([of(1), of(3)], [of(1), of(2), of(3)])!.order).toEqual([1, 2, 3]);
  });
  it('leads from one list to the other', () => {
    const [before, after] = [[of(1), of(2), of(3)], [of(4), of(3, { locked: true }), of(1)]];
    expect(applyChanges(before, segmentChanges(before, after)!)).toEqual(after);
  });
});

describe('applyChanges', () => {
  it('keeps what somebody else changed meanwhile', () => {
    const mine = segmentChanges([of(1)], [of(1, { colour: '#000000' })])!;
    expect(applyChanges([of(1, { name: 'theirs' }), of(5)], mine)).toEqual([of(1, { name: 'theirs', colour: '#000000' }), of(5)]);
  });
  it('takes both ends of an HU range together', () => {
    const mine = segmentChanges([of(1, { minHu: 0, maxHu: 10 })], [of(1, { minHu: 5, maxHu: 10 })])!;
    expect(applyChanges([of(1, { minHu: -9, maxHu: 1 })], mine)).toEqual([of(1, { minHu: 5, maxHu: 10 })]);
  });
  it('does not bring back what somebody else deleted by changing it', () => {
    expect(applyChanges([of(2)], segmentChanges([of(1)], [of(1, { name: 'x' })])!)).toEqual([of(2)]);
  });
});

describe('newSegment', () => {
  it('takes a colour that no other has', () => expect(newSegment('n', [of(1, { colour: '#ee6a50' })]).colour).toBe('#f5d742'));
});
