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
});
