import { describe, expect, it } from 'vitest';
import { EMPTY, TestWorkspace } from '../shared/testWorkspace.ts';
import { options, IslandsTool } from './tool.ts';

describe('islands', () => {
  const islands = ['11..1....', '11.....22', '.........', '...1.....', '..1......', '.........', '.........'];
  it('keeps the largest; corners connect', () => {
    const test = new TestWorkspace();
    test.draw(islands);
    options.set(test.work, { islandRule: 'largest' });
    new IslandsTool(test.work).confirm();
    expect(test.shown()).toEqual(['11.......', '11.....22', ...EMPTY.slice(2)]);
  });
  it('drops those under 2 mm², on all slices as one step', () => {
    const test = new TestWorkspace();
    test.draw(islands);
    test.draw(islands, 5);
    options.set(test.work, { islandRule: 'small', islandMm2: 2, allSlices: true });
    new IslandsTool(test.work).confirm();
    expect(test.shown()).toEqual(['11.......', ...islands.slice(1)]);
    expect(test.saved).toMatchObject([{ tool: 'islands', slices: [5, 4], parameters: { keep: { fromMm2: 2 } } }]);
  });
  it('fills holes up to a size, and never what is open to the rim', () => {
    const test = new TestWorkspace();
    test.draw(['111.11111', '1.1.1...1', '111.1...1', '....11111', ...EMPTY.slice(4)]);
    options.set(test.work, { islandRule: 'holes', holeMm2: 5 });
    new IslandsTool(test.work).confirm();
    expect(test.shown().slice(0, 4)).toEqual(['111.11111', '111.1...1', '111.1...1', '....11111']);
    expect(test.saved[0]!.tool).toBe('fill-holes');
  });
  it('leaves a locked segment alone', () => {
    const test = new TestWorkspace();
    test.draw(islands);
    test.work.segments.set(1, { locked: true });
    options.set(test.work, { islandRule: 'largest' });
    new IslandsTool(test.work).confirm();
    expect(test.shown()).toEqual(islands);
  });
});
