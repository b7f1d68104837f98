import { describe, expect, it } from 'vitest';
import type { Segment } from '../contracts/services.ts';
import { TestWorkspace } from '../tools/shared/testWorkspace.ts';
import { applyChanges, newSegment, segmentChanges } from './segments.ts';

const of = (number: number, more: Partial<Segment> = {}): Segment =>
  ({ number, key: `s${number}`, name: `S${number}`, colour: '#ffffff', code: null, minHu: null, maxHu: null, locked: false, visible: true, ...more });
const numbers = (segments: readonly Segment[]) => segments.map(segment => segment.number);

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

describe('Workspace.changeSegments', () => {
  it('is one revision, and undo brings the list back', () => {
    const { work, saved } = new TestWorkspace();
    const before = work.state.segments;
    work.setSegment(1, { colour: '#000000' });
    expect(saved).toMatchObject([{ tool: 'segment', slices: [], segments: { edits: [{ before: { number: 1 }, after: { colour: '#000000' } }] } }]);
    work.undo();
    expect(work.state.segments).toEqual(before);
    work.redo();
    expect(work.activeSegment.colour).toBe('#000000');
    expect(saved.map(save => save.tool)).toEqual(['segment', 'undo', 'redo']);
  });
  it('deletes with the pixels in one step, and undo brings both back', () => {
    const test = new TestWorkspace();
    test.draw(['12.......', ...new Array<string>(6).fill('.........')]);
    test.work.deleteSegment(1);
    expect(numbers(test.work.state.segments)).toEqual([2, 3]);
    expect([test.shown()[0], test.work.state.segment]).toEqual(['.2.......', 2]);
    expect(test.saved).toHaveLength(1);
    expect(test.saved[0]).toMatchObject({ slices: [4], segments: { edits: [{ after: null }] } });
    test.work.undo();
    expect(numbers(test.work.state.segments)).toEqual([1, 2, 3]);
    expect(test.shown()[0]).toBe('12.......');
  });
  it('deletes neither a locked segment nor the last one', () => {
    const { work } = new TestWorkspace();
    work.setSegment(1, { locked: true });
    work.deleteSegment(1);
    work.deleteSegment(2);
    work.setSegment(1, { locked: false });
    work.deleteSegment(3);
    work.deleteSegment(1);
    expect(numbers(work.state.segments)).toEqual([1]);
  });
  it('undoes its own change only, not what others changed since', () => {
    const { work } = new TestWorkspace();
    work.setSegment(1, { locked: true });
    work.adoptSegments(work.state.segments.map(segment => (segment.number === 1 ? { ...segment, name: 'theirs' } : segment)));
    work.undo();
    expect(work.activeSegment).toMatchObject({ name: 'theirs', locked: false });
  });
  it('saves visibility without making it a step of undo', () => {
    const { work, saved } = new TestWorkspace();
    work.setSegment(1, { visible: false });
    expect([saved.length, work.state.canUndo]).toEqual([1, false]);
  });
  it('reorders', () => {
    const { work, saved } = new TestWorkspace();
    work.moveSegment(3, 0);
    expect(numbers(work.state.segments)).toEqual([3, 1, 2]);
    expect(saved[0]!.segments).toEqual({ edits: [], order: [3, 1, 2] });
  });
});
