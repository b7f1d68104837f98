import { describe, expect, it } from 'vitest';
import type { Segment } from '../contracts/services.ts';
import { EMPTY, TestWorkspace } from '../tools/shared/testWorkspace.ts';

const numbers = (segments: readonly Segment[]) => segments.map(segment => segment.number);

describe('Segments', () => {
  it('is one revision, and undo brings the list back', () => {
    const { work, saved } = new TestWorkspace();
    const before = work.state.segments;
    work.segments.set(1, { colour: '#000000' });
    expect(saved).toMatchObject([
      { tool: 'segment', slices: [], segments: { edits: [{ before: { number: 1 }, after: { colour: '#000000' } }] } },
    ]);
    work.undo();
    expect(work.state.segments).toEqual(before);
    work.redo();
    expect(work.segments.active.colour).toBe('#000000');
    expect(saved.map(save => save.tool)).toEqual(['segment', 'undo', 'redo']);
  });
  it('deletes with the pixels in one step, and undo brings both back', () => {
    const test = new TestWorkspace();
    test.draw(['12.......', ...new Array<string>(6).fill('.........')]);
    test.work.segments.delete(1);
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
    work.segments.set(1, { locked: true });
    work.segments.delete(1);
    work.segments.delete(2);
    work.segments.set(1, { locked: false });
    work.segments.delete(3);
    work.segments.delete(1);
    expect(numbers(work.state.segments)).toEqual([1]);
  });
  it('undoes its own change only, not what others changed since', () => {
    const { work } = new TestWorkspace();
    work.segments.set(1, { locked: true });
    work.segments.adopt(work.state.segments.map(segment => (segment.number === 1 ? { ...segment, name: 'theirs' } : segment)));
    work.undo();
    expect(work.segments.active).toMatchObject({ name: 'theirs', locked: false });
  });
  it('saves visibility without making it a step of undo', () => {
    const { work, saved } = new TestWorkspace();
    work.segments.set(1, { visible: false });
    expect([saved.length, work.state.canUndo]).toEqual([1, false]);
  });
  it('saves visibility while an earlier revision is on show, too', () => {
    const { work, saved } = new TestWorkspace();
    work.store.set({ preview: { revision: 1, masks: new Map(), segments: [] } });
    work.segments.set(1, { visible: false });
    expect(saved).toMatchObject([{ tool: 'segment', parameters: { changed: [1], fields: ['visible'] }, slices: [] }]);
  });
  it('reorders', () => {
    const { work, saved } = new TestWorkspace();
    work.segments.move(3, 0);
    expect(numbers(work.state.segments)).toEqual([3, 1, 2]);
    expect(saved[0]!.segments).toEqual({ edits: [], order: [3, 1, 2] });
  });
  it('moves nothing to a place that the list does not have', () => {
    const { work, saved } = new TestWorkspace();
    work.segments.move(1, 3);
    work.segments.move(1, -1);
    expect([numbers(work.state.segments), saved.length]).toEqual([[1, 2, 3], 0]);
  });
  it('saves nothing of a change that changes nothing', () => {
    const { work, saved } = new TestWorkspace();
    work.segments.set(1, { name: 'S1' });
    expect([saved.length, work.state.canUndo]).toEqual([0, false]);
  });
  it('changes nothing while an earlier revision is on show, not even the pixels of what was to be deleted', () => {
    const test = new TestWorkspace();
    test.draw(['12.......', ...EMPTY.slice(1)]);
    test.work.store.set({ preview: { revision: 1, masks: new Map(), segments: [] } });
    test.work.segments.set(1, { name: 'x' });
    test.work.segments.move(3, 0);
    test.work.segments.delete(1);
    expect([numbers(test.work.state.segments), test.work.segments.active.name, test.shown()[0]]).toEqual([[1, 2, 3], 'S1', '12.......']);
    expect([test.saved.length, test.work.masks.hasStrokeInHand]).toEqual([0, false]);
  });
  it('takes a new segment in hand, which the server has saved already, and undo takes it away', () => {
    const { work, saved } = new TestWorkspace();
    work.segments.added({ ...work.segments.of(3)!, number: 4, key: 's4' }, 'operation');
    expect([numbers(work.state.segments), work.segments.active.number, saved.length]).toEqual([[1, 2, 3, 4], 4, 0]);
    work.undo();
    expect([numbers(work.state.segments), work.segments.active.number]).toEqual([[1, 2, 3], 1]);
    expect(saved).toMatchObject([{ tool: 'undo', parameters: { of: 'segment', operation: 'operation' } }]);
  });
  it('keeps a segment that was added here when undo would leave none, because somebody else has deleted the others', () => {
    const { work } = new TestWorkspace();
    const added = { ...work.segments.of(3)!, number: 4, key: 's4' };
    work.segments.added(added, 'operation');
    work.segments.adopt([added]);
    work.undo();
    expect([numbers(work.state.segments), work.segments.active.number]).toEqual([[4], 4]);
  });
  it('lets go of a segment that somebody else has deleted: in hand, and in what may be painted over', () => {
    const { work, saved } = new TestWorkspace();
    work.store.set({ segment: 2 });
    work.setRules({ paintOver: 2, proposeOver: 2 });
    work.segments.adopt(work.state.segments.filter(segment => segment.number !== 2));
    expect([work.segments.active.number, work.state.rules.paintOver, work.state.rules.proposeOver]).toEqual([1, 'all', 'empty']);
    expect([saved.length, work.state.canUndo]).toEqual([0, false]);
  });
  it('shows an earlier revision\'s segments, hidden where they are hidden now', () => {
    const { work } = new TestWorkspace();
    const then = [{ ...work.segments.of(1)!, name: 'then' }, { ...work.segments.of(2)!, number: 9 }];
    work.segments.set(1, { visible: false });
    work.store.set({ preview: { revision: 1, masks: new Map(), segments: then } });
    expect(work.segments.shown.map(({ number, name, visible }) => [number, name, visible])).toEqual([[1, 'then', false], [9, 'S2', true]]);
    expect(work.segments.shownOf(3)).toBeUndefined();
  });
});
