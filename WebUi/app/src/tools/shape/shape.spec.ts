import { describe, expect, it } from 'vitest';
import { drawing } from '../drawing/options.ts';
import { at, drag, nothing, TestWorkspace } from '../shared/testWorkspace.ts';
import { drawnBy, only } from '../shared/testCanvas.ts';
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
  it('erases with Ctrl, and with the pen\'s other end', () => {
    for (const how of [{ ctrlKey: true }, { pen: { pressure: 1, isEraser: true } }]) {
      const test = new TestWorkspace();
      test.draw(new Array<string>(7).fill('111111111'));
      drag(new ShapeTool(test.work, nothing), at(1, 1, how), at(3, 2));
      expect(test.shown().slice(0, 4)).toEqual(['111111111', '1...11111', '1...11111', '111111111']);
    }
  });
  it('draws nothing that is one pixel wide', () => {
    const test = new TestWorkspace();
    drag(new ShapeTool(test.work, nothing), at(1, 1), at(1, 5));
    expect(test.saved).toEqual([]);
  });
  it('draws nothing once it is broken off', () => {
    const test = new TestWorkspace();
    const tool = new ShapeTool(test.work, nothing);
    tool.down(at(1, 1));
    tool.move(at(3, 3));
    tool.cancel();
    tool.up();
    expect(test.saved).toEqual([]);
  });
  it('shows the edges of the pixels it would fill', () => {
    const { work } = new TestWorkspace();
    const tool = new ShapeTool(work, nothing);
    tool.down(at(1, 1));
    tool.move(at(3, 2));
    expect(only(drawnBy(tool), 'rect')[0]).toEqual([10, 10, 30, 20]); // 3 × 2 pixels of 10 CSS pixels
    options.set(work, { shape: 'ellipse' });
    expect(only(drawnBy(tool), 'ellipse')[0]).toEqual([25, 20, 15, 10, 0, 0, 2 * Math.PI]);
  });
});
