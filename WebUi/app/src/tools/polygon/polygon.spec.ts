import { describe, expect, it } from 'vitest';
import { at, drag, nothing, TestWorkspace, VIEW } from '../shared/testWorkspace.ts';
import { drawnBy, only } from '../shared/testCanvas.ts';
import { PolygonTool } from './tool.ts';

describe('polygon', () => {
  const corners = [at(0.5, 0.5), at(4.5, 0.5), at(4.5, 3.5), at(0.5, 3.5)];
  const square = ['.........', '.1111....', '.1111....', '.1111....', '.........', '.........', '.........'];
  const polygon = (test: TestWorkspace) => new PolygonTool(test.work, () => VIEW, nothing);

  it('closes on its first point', () => {
    const test = new TestWorkspace();
    const tool = polygon(test);
    for (const point of [...corners, at(0.9, 0.9)]) drag(tool, point);
    expect(test.shown()).toEqual(square);
    expect(test.saved[0]).toMatchObject({ tool: 'polygon', parameters: { points: [[0.5, 0.5], [4.5, 0.5], [4.5, 3.5], [0.5, 3.5]] } });
  });
  it('closes by Enter, and by a double click', () => {
    const [entered, doubled] = [new TestWorkspace(), new TestWorkspace()];
    const tool = polygon(entered);
    corners.forEach(point => drag(tool, point));
    tool.confirm();
    const other = polygon(doubled);
    [...corners, corners[3]!].forEach(point => drag(other, point));
    expect([entered.shown(), doubled.shown()]).toEqual([square, square]);
  });
  it('takes the last point back by Backspace', () => {
    const test = new TestWorkspace();
    const tool = polygon(test);
    [...corners, at(8, 6)].forEach(point => drag(tool, point));
    tool.back();
    tool.confirm();
    expect(test.shown()).toEqual(square);
  });
  it('lets a point be moved before it is closed', () => {
    const test = new TestWorkspace();
    const tool = polygon(test);
    [at(0.5, 0.5), at(4.5, 0.5), at(7.5, 5.5), at(0.5, 3.5)].forEach(point => drag(tool, point));
    drag(tool, at(7.5, 5.5), at(4.5, 3.5));
    tool.confirm();
    expect(test.shown()).toEqual(square);
  });
  it('erases when closed with Ctrl', () => {
    const test = new TestWorkspace();
    test.draw(new Array<string>(7).fill('111111111'));
    const tool = polygon(test);
    [...corners, at(0.5, 0.5, { ctrlKey: true })].forEach(point => drag(tool, point));
    expect(test.shown().slice(0, 2)).toEqual(['111111111', '1....1111']);
  });
  it('keeps its points while another slice is looked at', () => {
    const test = new TestWorkspace();
    test.work.store.set({ tool: 'polygon' });
    const tool = polygon(test);
    corners.forEach(point => drag(tool, point));
    test.work.goTo(5);
    tool.reset();
    tool.confirm();
    expect(test.saved).toEqual([]);
    test.work.goTo(4);
    tool.reset();
    tool.confirm();
    expect(test.shown()).toEqual(square);
  });
  it('loses the point that was just set when the gesture is broken off, and no other', () => {
    const test = new TestWorkspace();
    const tool = polygon(test);
    corners.forEach(point => drag(tool, point));
    tool.down(at(8, 6));
    tool.cancel();
    tool.confirm();
    expect(test.shown()).toEqual(square);
  });
  it('shows larger the point that a click would take', () => {
    const tool = polygon(new TestWorkspace());
    corners.forEach(point => drag(tool, point));
    tool.hover(at(4.4, 3.6)); // a CSS pixel away from the third
    expect(only(drawnBy(tool), 'arc').map(([, , radius]) => radius)).toEqual([3.5, 3.5, 6, 3.5]);
  });
});
