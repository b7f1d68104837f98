import { describe, expect, it } from 'vitest';
import { at, drag, EMPTY, nothing, TestWorkspace } from '../shared/testWorkspace.ts';
import { drawing } from '../drawing/options.ts';
import { drawnBy, only } from '../shared/testCanvas.ts';
import { FreehandTool } from './tool.ts';

describe('freehand', () => {
  it('joins the ends and fills what lies inside', () => {
    const test = new TestWorkspace();
    drag(new FreehandTool(test.work, nothing), at(0.5, 0.5), at(4.5, 0.5), at(4.5, 3.5), at(0.5, 3.5));
    expect(test.work.masks.pixelCounts(4)[1]).toBe(12);
    expect(test.saved[0]!.tool).toBe('freehand');
  });
  it('draws nothing by a click', () => {
    const test = new TestWorkspace();
    drag(new FreehandTool(test.work, nothing), at(3, 3));
    expect(test.saved).toHaveLength(0);
  });
  it('erases with Ctrl', () => {
    const test = new TestWorkspace();
    test.draw(new Array<string>(7).fill('111111111'));
    drag(new FreehandTool(test.work, nothing), at(0.5, 0.5, { ctrlKey: true }), at(4.5, 0.5), at(4.5, 3.5), at(0.5, 3.5));
    expect(test.shown().slice(0, 2)).toEqual(['111111111', '1....1111']);
  });
  it('draws on the slices around it, too, as one revision', () => {
    const test = new TestWorkspace();
    drawing.set(test.work, { slabSlices: 1 });
    drag(new FreehandTool(test.work, nothing), at(0.5, 0.5), at(4.5, 0.5), at(4.5, 3.5), at(0.5, 3.5));
    expect([3, 4, 5].map(slice => test.work.masks.pixelCounts(slice)[1])).toEqual([12, 12, 12]);
    expect(test.saved).toMatchObject([{ slices: [3, 4, 5], parameters: { slabSlices: 1 } }]);
  });
  it('leaves nothing behind when it is broken off', () => {
    const test = new TestWorkspace();
    const tool = new FreehandTool(test.work, nothing);
    tool.down(at(0.5, 0.5));
    for (const point of [at(4.5, 0.5), at(4.5, 3.5)]) tool.move(point);
    tool.cancel();
    tool.up();
    expect([test.shown(), test.saved]).toEqual([EMPTY, []]);
  });
  it('shows the line closed while it is drawn, and dashed while it would erase', () => {
    const { work } = new TestWorkspace();
    const tool = new FreehandTool(work, nothing);
    tool.down(at(0, 0, { ctrlKey: true }));
    tool.move(at(2, 1));
    const drawn = drawnBy(tool);
    expect(only(drawn, 'lineTo').slice(0, 2)).toEqual([[5, 5], [25, 15]]); // centres of pixels of 10 CSS pixels
    expect([only(drawn, 'closePath').length, only(drawn, 'setLineDash')[0]]).toEqual([2, [[4, 3]]]);
  });
});
