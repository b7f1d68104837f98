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
  it('measures each slice by its own pixels: on slice 5 one of 2 mm × 2 mm is 4 mm²', () => {
    const test = new TestWorkspace();
    Object.assign(test.work.series.slices, { 5: { columnSpacingMm: 2, rowSpacingMm: 2 } });
    for (const slice of [4, 5]) test.draw(['1........', ...EMPTY.slice(1)], slice);
    options.set(test.work, { islandRule: 'small', islandMm2: 2, allSlices: true });
    new IslandsTool(test.work).confirm();
    expect([test.shown(4)[0], test.shown(5)[0]]).toEqual(['.........', '1........']);
  });
  it('leaves a hole open whose values the HU lock keeps out', () => {
    const test = new TestWorkspace();
    const ring = ['111......', '1.1......', '111......', ...EMPTY.slice(3)];
    test.draw(ring);
    test.work.voxels.get(4)![10] = 500;
    options.set(test.work, { islandRule: 'holes', holeMm2: 5 });
    new IslandsTool(test.work).confirm();
    expect([test.shown(), test.saved]).toEqual([ring, []]);
  });
  it('works on the slice on show alone, unless all are chosen', () => {
    const test = new TestWorkspace();
    for (const slice of [4, 5]) test.draw(islands, slice);
    options.set(test.work, { islandRule: 'largest' });
    new IslandsTool(test.work).confirm();
    expect(test.shown(5)).toEqual(islands);
  });
});
