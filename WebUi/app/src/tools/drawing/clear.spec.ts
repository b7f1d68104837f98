import { describe, expect, it } from 'vitest';
import { EMPTY, TestWorkspace } from '../shared/testWorkspace.ts';
import { clearSegment } from './clear.ts';

describe('clear', () => {
  it('takes the active segment off all slices as one step', () => {
    const test = new TestWorkspace();
    for (const slice of [3, 5]) test.draw(['12.......', ...EMPTY.slice(1)], slice);
    clearSegment(test.work, test.work.readingOrder);
    expect([test.shown(3)[0], test.shown(5)[0]]).toEqual(['.2.......', '.2.......']);
    expect(test.saved).toMatchObject([{ tool: 'clear', slices: [5, 3] }]);
  });
  it('takes it off one slice, and leaves the others', () => {
    const test = new TestWorkspace();
    for (const slice of [4, 5]) test.draw(['12.......', ...EMPTY.slice(1)], slice);
    clearSegment(test.work, [4]);
    expect([test.shown(4)[0], test.shown(5)[0]]).toEqual(['.2.......', '12.......']);
  });
  it('leaves a locked segment', () => {
    const test = new TestWorkspace();
    test.draw(['12.......', ...EMPTY.slice(1)]);
    test.work.segments.set(1, { locked: true });
    clearSegment(test.work, [4]);
    expect(test.shown()[0]).toBe('12.......');
  });
});
