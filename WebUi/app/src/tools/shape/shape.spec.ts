import { describe, expect, it } from 'vitest';
import { drawing } from '../drawing/options.ts';
import { at, drag, nothing, TestWorkspace } from '../shared/testWorkspace.ts';
import { options, ShapeTool } from './tool.ts';

describe('shape', () => {
  it('fills a rectangle of the pixels dragged over, on the slab', () => {
    const test = new TestWorkspace();
    drawing.set(test.work, { slabSlices: 1 });
    drag(new ShapeTool(test.work, nothing), at(1, 1), at(3, 2));
    expect(test.shown(3).slice(0, 4)).toEqual(['.........', '.111.....', '.111.....', '.........']);
    expect(test.saved).toHaveLength(1);
    expect(test.saved[0]!.parameters).toMatchObject({ box: { left: 1, top: 1, width: 3, height: 2 }, slabSlices: 1 });
  });
  it('fills the ellipse inside', () => {
    const test = new TestWorkspace();
    options.set(test.work, { shape: 'ellipse' });
    drag(new ShapeTool(test.work, nothing), at(1, 1), at(5, 3));
    expect(test.shown().slice(0, 5)).toEqual(['.........', '..111....', '.11111...', '..111....', '.........']);
    expect(test.saved[0]!.tool).toBe('ellipse');
  });
});
