import { describe, expect, it } from 'vitest';
import { EMPTY, TestWorkspace } from '../shared/testWorkspace.ts';
import { options, SmoothTool } from './tool.ts';

describe('smooth', () => {
  it('grows by a margin, into the HU range only and not into a locked segment', () => {
    const test = new TestWorkspace();
    test.draw(['.........', '.........', '...1.....', '...2.....', ...EMPTY.slice(4)]);
    test.work.voxels.get(4)![2 * 9 + 2] = 500;
    test.work.segments.set(2, { locked: true });
    options.set(test.work, { reshape: 'grow', radiusMm: 1 });
    new SmoothTool(test.work).confirm();
    expect(test.shown().slice(1, 4)).toEqual(['...1.....', '...11....', '...2.....']);
    expect(test.saved.slice(1)).toMatchObject([{ tool: 'grow', parameters: { radiusMm: 1, segment: 1 } }]);
  });
  it('smooths a spike away', () => {
    const test = new TestWorkspace();
    test.draw(['....1....', '..11111..', '..11111..', '..11111..', ...EMPTY.slice(4)]);
    options.set(test.work, { reshape: 'smooth', radiusMm: 1 });
    new SmoothTool(test.work).confirm();
    expect(test.shown().slice(0, 4)).toEqual(['.........', '..11111..', '..11111..', '..11111..']);
  });
  it('shrinks by a margin: of 3 × 3 pixels the middle one is left', () => {
    const test = new TestWorkspace();
    test.draw(['.........', '...111...', '...111...', '...111...', ...EMPTY.slice(4)]);
    options.set(test.work, { reshape: 'shrink', radiusMm: 1 });
    new SmoothTool(test.work).confirm();
    expect(test.shown().slice(1, 4)).toEqual(['.........', '....1....', '.........']);
    expect(test.saved[0]!.tool).toBe('shrink');
  });
  it('measures each slice by its own pixels: 1 mm is none of 2 mm', () => {
    const test = new TestWorkspace();
    Object.assign(test.work.series.slices, { 5: { columnSpacingMm: 2, rowSpacingMm: 2 } });
    for (const slice of [4, 5]) test.draw(['.........', '....1....', ...EMPTY.slice(2)], slice);
    options.set(test.work, { reshape: 'grow', radiusMm: 1, allSlices: true });
    new SmoothTool(test.work).confirm();
    expect([4, 5].map(slice => test.work.masks.pixelCounts(slice)[1])).toEqual([5, 1]);
  });
  it('leaves other slices alone, unless all are chosen', () => {
    const test = new TestWorkspace();
    for (const slice of [4, 5]) test.draw(['.........', '....1....', ...EMPTY.slice(2)], slice);
    options.set(test.work, { reshape: 'grow', radiusMm: 1 });
    new SmoothTool(test.work).confirm();
    expect(test.saved).toMatchObject([{ slices: [4] }]);
  });
});
