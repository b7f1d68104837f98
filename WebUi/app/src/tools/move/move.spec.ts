import { describe, expect, it } from 'vitest';
import { at, drag, EMPTY, TestWorkspace } from '../shared/testWorkspace.ts';
import { MoveTool } from './tool.ts';

describe('move', () => {
  it('moves the active segment by whole pixels and gives back what it has passed', () => {
    const test = new TestWorkspace();
    test.draw(['11.2.....', ...EMPTY.slice(1)]);
    drag(new MoveTool(test.work), at(0, 0), at(3, 0), at(5, 1));
    expect(test.shown().slice(0, 2)).toEqual(['...2.....', '.....11..']);
    expect(test.saved).toMatchObject([{ tool: 'move', parameters: { segment: 1, offset: [5, 1] } }]);
  });
  it('passes over others by arrow keys, too', () => {
    const test = new TestWorkspace();
    test.draw(['1.2......', ...EMPTY.slice(1)]);
    const tool = new MoveTool(test.work);
    for (let n = 0; n < 4; n++) tool.nudge(1, 0);
    expect(test.shown()[0]).toBe('..2.1....');
    for (let n = 0; n < 4; n++) test.work.undo();
    expect(test.shown()[0]).toBe('1.2......');
  });
  it('stays out of a locked segment', () => {
    const test = new TestWorkspace();
    test.draw(['112......', ...EMPTY.slice(1)]);
    test.work.segments.set(2, { locked: true });
    drag(new MoveTool(test.work), at(0, 0), at(1, 0));
    expect(test.shown()[0]).toBe('.12......');
  });
});
