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
  it('gives everything back when it is broken off', () => {
    const test = new TestWorkspace();
    test.draw(['11.2.....', ...EMPTY.slice(1)]);
    const tool = new MoveTool(test.work);
    tool.down(at(0, 0));
    tool.move(at(3, 0));
    tool.cancel();
    expect([test.shown()[0], test.saved]).toEqual(['11.2.....', []]);
  });
  it('loses what leaves the picture, until it is undone', () => {
    const test = new TestWorkspace();
    test.draw(['11.......', ...EMPTY.slice(1)]);
    drag(new MoveTool(test.work), at(0, 0), at(-1, 0));
    expect(test.shown()[0]).toBe('1........');
    test.work.undo();
    expect(test.shown()[0]).toBe('11.......');
  });
  it('moves on the slice on show alone', () => {
    const test = new TestWorkspace();
    for (const slice of [4, 5]) test.draw(['1........', ...EMPTY.slice(1)], slice);
    new MoveTool(test.work).nudge(0, 1);
    expect([test.shown(4).slice(0, 2), test.shown(5).slice(0, 2)]).toEqual([['.........', '1........'], ['1........', '.........']]);
  });
  it('covers nothing where only empty pixels may be painted', () => {
    const test = new TestWorkspace();
    test.draw(['11.2.....', ...EMPTY.slice(1)]);
    test.work.setRules({ paintOver: 'empty' });
    drag(new MoveTool(test.work), at(0, 0), at(2, 0));
    expect(test.shown()[0]).toBe('..12.....');
  });
  it('moves to values outside the HU range, too: it is about the shape', () => {
    const test = new TestWorkspace();
    test.draw(['1........', ...EMPTY.slice(1)]);
    test.work.voxels.get(4)![1] = 999;
    new MoveTool(test.work).nudge(1, 0);
    expect(test.shown()[0]).toBe('.1.......');
  });
  it('moves no locked segment', () => {
    const test = new TestWorkspace();
    test.draw(['1........', ...EMPTY.slice(1)]);
    test.work.segments.set(1, { locked: true });
    const tool = new MoveTool(test.work);
    tool.nudge(1, 0);
    drag(tool, at(0, 0), at(3, 0));
    expect(test.shown()[0]).toBe('1........');
  });
});
