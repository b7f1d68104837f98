import { describe, expect, it } from 'vitest';
import { BrushTool } from './brush.ts';
import { clearSegment } from './clear.ts';
import { copyLabels } from './copy.ts';
import { FillTool } from './fill.ts';
import { FreehandTool } from './freehand.ts';
import { IslandsTool } from './islands.ts';
import { MoveTool } from './move.ts';
import { PolygonTool } from './polygon.ts';
import { ShapeTool } from './shape.ts';
import { SmoothTool } from './smooth.ts';
import { at, EMPTY, TestWorkspace, VIEW } from './testWorkspace.ts';
import type { Tool, ToolPoint } from './tool.ts';

const drag = (tool: Tool, ...points: ToolPoint[]) => {
  tool.down!(points[0]!);
  for (const point of points.slice(1)) tool.move!(point);
  tool.up!(points.at(-1)!);
};
const redraw = () => undefined;

describe('brush', () => {
  const brush = (test: TestWorkspace, id: 'brush' | 'eraser' = 'brush') => new BrushTool(id, test.work, redraw);

  it('paints a square of whole pixels', () => {
    const test = new TestWorkspace();
    test.work.setOptions({ sizePx: 3, brushShape: 'square' });
    drag(brush(test), at(4, 3));
    expect(test.shown()).toEqual(['.........', '.........', '...111...', '...111...', '...111...', '.........', '.........']);
  });
  it('has a size in millimetres: 2 mm wide covers centres up to 1 mm away', () => {
    const test = new TestWorkspace();
    test.work.setOptions({ sizeUnit: 'mm', sizeMm: 2 });
    drag(brush(test), at(4, 3));
    expect(test.shown().slice(2, 5)).toEqual(['....1....', '...111...', '....1....']);
    expect(test.saved[0]!.parameters).toMatchObject({ sizeMm: 2, brushShape: 'round', segment: 1, huRange: [-29, 150], paintOver: 'all' });
  });
  it('paints slices around it as one step and one revision', () => {
    const test = new TestWorkspace();
    test.work.setOptions({ sizePx: 1, slabSlices: 4 });
    drag(brush(test), at(4, 3));
    expect([3, 4, 5].map(slice => test.work.pixelCounts(slice)[1])).toEqual([1, 1, 1]);
    expect(test.saved).toHaveLength(1);
    expect(test.saved[0]!.slices).toEqual([3, 4, 5]);
    test.work.undo();
    expect([3, 4, 5].map(slice => test.work.pixelCounts(slice)[1])).toEqual([0, 0, 0]);
  });
  it('is a sphere: at radius 3 mm, 2 mm away, a disc of radius √5 mm', () => {
    const test = new TestWorkspace();
    test.work.setOptions({ sizePx: 6, isSphere: true });
    drag(brush(test), at(4, 3));
    expect(test.shown(4)[0]).toBe('....1....');
    expect(test.shown(5)).toEqual(['.........', '...111...', '..11111..', '..11111..', '..11111..', '...111...', '.........']);
  });
  it('shrinks to 60 % under the lightest pen, and not at all when that is switched off', () => {
    const test = new TestWorkspace();
    test.work.setOptions({ sizePx: 4 });
    drag(brush(test), at(4, 3, { pen: { pressure: 0, isEraser: false } }));
    expect(test.work.pixelCounts(4)[1]).toBe(5); // radius 1.2
    test.work.setOptions({ isPressureOn: false });
    drag(brush(test), at(4, 3, { pen: { pressure: 0, isEraser: false } }));
    expect(test.work.pixelCounts(4)[1]).toBe(13); // radius 2
  });
  it('erases with the pen\'s other end', () => {
    const test = new TestWorkspace();
    test.draw(['111111111', ...EMPTY.slice(1)]);
    test.work.setOptions({ sizePx: 1 });
    drag(brush(test), at(4, 0, { pen: { pressure: 1, isEraser: true } }));
    expect(test.shown()[0]).toBe('1111.1111');
  });
  it('paints only over what was chosen', () => {
    const test = new TestWorkspace();
    test.draw(['..2233...', ...EMPTY.slice(1)]);
    const row = (paintOver: 'all' | 'empty' | number) => {
      test.work.setOptions({ sizePx: 1, paintOver });
      drag(brush(test), at(0, 0), at(8, 0));
      const line = test.shown()[0];
      test.work.undo();
      return line;
    };
    expect(row('empty')).toBe('112233111');
    expect(row(2)).toBe('..1133...');
    expect(row('all')).toBe('111111111');
  });
  it('does not paint where values have not arrived that the HU lock needs', () => {
    const test = new TestWorkspace();
    test.work.voxels.delete(5);
    test.work.setOptions({ sizePx: 1, slabSlices: 1 });
    drag(brush(test), at(4, 3));
    expect(test.saved[0]!.slices).toEqual([3, 4]);
  });
  it('leaves nothing behind when it is broken off', () => {
    const test = new TestWorkspace();
    const tool = brush(test);
    tool.down(at(4, 3));
    tool.cancel();
    expect(test.shown()).toEqual(EMPTY);
    expect(test.saved).toHaveLength(0);
  });
});

describe('polygon', () => {
  const corners = [at(0.5, 0.5), at(4.5, 0.5), at(4.5, 3.5), at(0.5, 3.5)];
  const square = ['.........', '.1111....', '.1111....', '.1111....', '.........', '.........', '.........'];
  const polygon = (test: TestWorkspace) => new PolygonTool(test.work, () => VIEW, redraw);

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
});

describe('freehand', () => {
  it('joins the ends and fills what lies inside', () => {
    const test = new TestWorkspace();
    drag(new FreehandTool(test.work, redraw), at(0.5, 0.5), at(4.5, 0.5), at(4.5, 3.5), at(0.5, 3.5));
    expect(test.work.pixelCounts(4)[1]).toBe(12);
    expect(test.saved[0]!.tool).toBe('freehand');
  });
  it('draws nothing by a click', () => {
    const test = new TestWorkspace();
    drag(new FreehandTool(test.work, redraw), at(3, 3));
    expect(test.saved).toHaveLength(0);
  });
});

describe('shape', () => {
  it('fills a rectangle of the pixels dragged over, on the slab', () => {
    const test = new TestWorkspace();
    test.work.setOptions({ slabSlices: 1 });
    drag(new ShapeTool(test.work, redraw), at(1, 1), at(3, 2));
    expect(test.shown(3).slice(0, 4)).toEqual(['.........', '.111.....', '.111.....', '.........']);
    expect(test.saved).toHaveLength(1);
    expect(test.saved[0]!.parameters).toMatchObject({ box: { left: 1, top: 1, width: 3, height: 2 }, slabSlices: 1 });
  });
  it('fills the ellipse inside', () => {
    const test = new TestWorkspace();
    test.work.setOptions({ shape: 'ellipse' });
    drag(new ShapeTool(test.work, redraw), at(1, 1), at(5, 3));
    expect(test.shown().slice(0, 5)).toEqual(['.........', '..111....', '.11111...', '..111....', '.........']);
    expect(test.saved[0]!.tool).toBe('ellipse');
  });
});

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
    test.work.setOptions({ fillBy: 'label' });
    new FillTool(test.work).down(at(3, 2));
    expect(test.shown().slice(1, 5)).toEqual(['.22222...', '.21112...', '.21112...', '.22222...']);
  });
  it('does not leak through corners', () => {
    const test = new TestWorkspace();
    test.draw(['.2.......', '2........', ...EMPTY.slice(2)]);
    test.work.setOptions({ fillBy: 'label' });
    new FillTool(test.work).down(at(0, 0));
    expect(test.work.pixelCounts(4)[1]).toBe(1);
  });
  it('erases a connected area with Ctrl', () => {
    const test = new TestWorkspace();
    test.draw(['11.11....', ...EMPTY.slice(1)]);
    new FillTool(test.work).down(at(0, 0, { ctrlKey: true }));
    expect(test.shown()[0]).toBe('...11....');
  });
});

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
    test.work.setSegment(2, { locked: true });
    drag(new MoveTool(test.work), at(0, 0), at(1, 0));
    expect(test.shown()[0]).toBe('.12......');
  });
});

describe('copy', () => {
  it('adds all segments of another slice, where each may be painted', () => {
    const test = new TestWorkspace();
    test.draw(['112233...', ...EMPTY.slice(1)], 5);
    expect(copyLabels(test.work, 5, 4)).toBe(true);
    expect(test.shown()[0]).toBe('11..33...'); // 50 HU is outside of segment 2's range
    expect(test.saved).toMatchObject([{ tool: 'copy', parameters: { from: 5, segment: null } }]);
  });
  it('copies the active segment only, without the HU range', () => {
    const test = new TestWorkspace();
    test.draw(['112233...', ...EMPTY.slice(1)], 5);
    test.work.setOptions({ isCopyingAll: false, huLock: false });
    test.work.store.set({ segment: 2 });
    copyLabels(test.work, 5, 4);
    expect(test.shown()[0]).toBe('..22.....');
  });
  it('has nothing to copy from beyond the label', () => expect(copyLabels(new TestWorkspace().work, 6, 5)).toBe(false));
});

describe('islands', () => {
  const islands = ['11..1....', '11.....22', '.........', '...1.....', '..1......', '.........', '.........'];
  it('keeps the largest; corners connect', () => {
    const test = new TestWorkspace();
    test.draw(islands);
    test.work.setOptions({ islandRule: 'largest' });
    new IslandsTool(test.work).confirm();
    expect(test.shown()).toEqual(['11.......', '11.....22', ...EMPTY.slice(2)]);
  });
  it('drops those under 2 mm², on all slices as one step', () => {
    const test = new TestWorkspace();
    test.draw(islands);
    test.draw(islands, 5);
    test.work.setOptions({ islandRule: 'small', islandMm2: 2, allSlices: true });
    new IslandsTool(test.work).confirm();
    expect(test.shown()).toEqual(['11.......', ...islands.slice(1)]);
    expect(test.saved).toMatchObject([{ tool: 'islands', slices: [5, 4], parameters: { keep: { fromMm2: 2 } } }]);
  });
  it('fills holes up to a size, and never what is open to the rim', () => {
    const test = new TestWorkspace();
    test.draw(['111.11111', '1.1.1...1', '111.1...1', '....11111', ...EMPTY.slice(4)]);
    test.work.setOptions({ islandRule: 'holes', holeMm2: 5 });
    new IslandsTool(test.work).confirm();
    expect(test.shown().slice(0, 4)).toEqual(['111.11111', '111.1...1', '111.1...1', '....11111']);
    expect(test.saved[0]!.tool).toBe('fill-holes');
  });
  it('leaves a locked segment alone', () => {
    const test = new TestWorkspace();
    test.draw(islands);
    test.work.setSegment(1, { locked: true });
    test.work.setOptions({ islandRule: 'largest' });
    new IslandsTool(test.work).confirm();
    expect(test.shown()).toEqual(islands);
  });
});

describe('smooth', () => {
  it('grows by a margin, into the HU range only and not into a locked segment', () => {
    const test = new TestWorkspace();
    test.draw(['.........', '.........', '...1.....', '...2.....', ...EMPTY.slice(4)]);
    test.work.voxels.get(4)![2 * 9 + 2] = 500;
    test.work.setSegment(2, { locked: true });
    test.work.setOptions({ reshape: 'grow', radiusMm: 1 });
    new SmoothTool(test.work).confirm();
    expect(test.shown().slice(1, 4)).toEqual(['...1.....', '...11....', '...2.....']);
    expect(test.saved.slice(1)).toMatchObject([{ tool: 'grow', parameters: { radiusMm: 1, segment: 1 } }]);
  });
  it('smooths a spike away', () => {
    const test = new TestWorkspace();
    test.draw(['....1....', '..11111..', '..11111..', '..11111..', ...EMPTY.slice(4)]);
    test.work.setOptions({ reshape: 'smooth', radiusMm: 1 });
    new SmoothTool(test.work).confirm();
    expect(test.shown().slice(0, 4)).toEqual(['.........', '..11111..', '..11111..', '..11111..']);
  });
});

describe('clear', () => {
  it('takes the active segment off all slices as one step', () => {
    const test = new TestWorkspace();
    for (const slice of [3, 5]) test.draw(['12.......', ...EMPTY.slice(1)], slice);
    clearSegment(test.work, test.work.readingOrder);
    expect([test.shown(3)[0], test.shown(5)[0]]).toEqual(['.2.......', '.2.......']);
    expect(test.saved).toMatchObject([{ tool: 'clear', slices: [5, 3] }]);
  });
});

describe('a drawing that paints nothing', () => {
  const whyNot = (prepare: (test: TestWorkspace) => void) => {
    const test = new TestWorkspace();
    const told: string[] = [];
    test.work.events.on('paintedNothing', ({ why }) => told.push(why));
    test.work.store.set({ segment: 2 }); // −190…−30 HU; every pixel has 50
    prepare(test);
    drag(new ShapeTool(test.work, redraw), at(1, 1), at(4, 4));
    expect(test.saved).toEqual([]);
    return told;
  };

  it('says that no pixel lies in the HU range', () => expect(whyNot(() => undefined)).toEqual(['outsideHu']));
  it('says that what is there is not painted over', () => {
    expect(whyNot(test => {
      test.work.setOptions({ huLock: false, paintOver: 'empty' });
      test.draw(new Array<string>(7).fill('111111111'));
    })).toEqual(['kept']);
  });
  it('says that the segment is locked', () => expect(whyNot(test => { test.work.setSegment(2, { locked: true }); test.saved.length = 0; })).toEqual(['locked']));
  it('says nothing where the segment lies already', () => {
    expect(whyNot(test => {
      test.work.setOptions({ huLock: false });
      test.draw(new Array<string>(7).fill('222222222'));
    })).toEqual([]);
  });
  it('says nothing of a stroke that painted a part', () => {
    const test = new TestWorkspace();
    const told: string[] = [];
    test.work.events.on('paintedNothing', ({ why }) => told.push(why));
    test.work.voxels.get(4)![0] = 999;
    drag(new ShapeTool(test.work, redraw), at(0, 0), at(2, 2));
    expect([told.length, test.work.pixelCounts(4)[1]]).toEqual([0, 8]);
  });
  it('is told by filling, too', () => {
    const test = new TestWorkspace();
    const told: string[] = [];
    test.work.events.on('paintedNothing', ({ why }) => told.push(why));
    test.work.store.set({ segment: 2 });
    new FillTool(test.work).down(at(3, 3));
    expect(told).toEqual(['outsideHu']);
  });
});
