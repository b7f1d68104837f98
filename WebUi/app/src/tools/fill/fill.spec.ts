import { describe, expect, it } from 'vitest';
import { at, EMPTY, TestWorkspace } from '../shared/testWorkspace.ts';
import { drawing } from '../drawing/options.ts';
import { options, FillTool } from './tool.ts';

describe('fill', () => {
  it('stays with similar values', () => {
    const test = new TestWorkspace();
    test.work.voxels.set(4, Int16Array.from({ length: 63 }, (_, p) => [50, 60, 79, 81, 50, 50, 50, 50, 50][p % 9]!));
    new FillTool(test.work).down(at(0, 3));
    expect(test.shown()).toEqual(new Array<string>(7).fill('111......')); // 81 is more than 30 away from 50
  });
  it('stays within the same label when it fills by label, HU lock on', () => {
    const test = new TestWorkspace();
    test.draw(['.........', '.22222...', '.2...2...', '.2...2...', '.22222...', '.........', '.........']);
    options.set(test.work, { fillBy: 'label' });
    new FillTool(test.work).down(at(3, 2));
    expect(test.shown().slice(1, 5)).toEqual(['.22222...', '.21112...', '.21112...', '.22222...']);
  });
  it('does not leak through corners', () => {
    const test = new TestWorkspace();
    test.draw(['.2.......', '2........', ...EMPTY.slice(2)]);
    options.set(test.work, { fillBy: 'label' });
    new FillTool(test.work).down(at(0, 0));
    expect(test.work.masks.pixelCounts(4)[1]).toBe(1);
  });
  it('erases a connected area with Ctrl', () => {
    const test = new TestWorkspace();
    test.draw(['11.11....', ...EMPTY.slice(1)]);
    new FillTool(test.work).down(at(0, 0, { ctrlKey: true }));
    expect(test.shown()[0]).toBe('...11....');
  });
  it('fills other values, too, when it fills by label with the HU lock off', () => {
    const test = new TestWorkspace();
    test.work.voxels.set(4, Int16Array.from({ length: 63 }, (_, p) => p * 20));
    test.work.setRules({ huLock: false });
    options.set(test.work, { fillBy: 'label' });
    new FillTool(test.work).down(at(0, 0));
    expect(test.work.masks.pixelCounts(4)[1]).toBe(63);
  });
  it('erases the active segment only, where that is chosen', () => {
    const test = new TestWorkspace();
    test.draw(['1122.....', ...EMPTY.slice(1)]);
    drawing.set(test.work, { onlyActive: true });
    const tool = new FillTool(test.work);
    for (const column of [0, 2]) tool.down(at(column, 0, { ctrlKey: true }));
    expect(test.shown()[0]).toBe('..22.....');
  });
  it('records where it was clicked, and how far values may differ', () => {
    const test = new TestWorkspace();
    options.set(test.work, { fillToleranceHu: 12 });
    new FillTool(test.work).down(at(3.2, 1.9));
    expect(test.saved).toMatchObject([{ tool: 'fill', parameters: { seed: [3, 2], fillBy: 'values', toleranceHu: 12, segment: 1 } }]);
  });
  it('does nothing beside the picture', () => {
    const test = new TestWorkspace();
    for (const point of [at(-1, 3), at(9, 3), at(3, 7)]) new FillTool(test.work).down(point);
    expect(test.saved).toEqual([]);
  });
});
