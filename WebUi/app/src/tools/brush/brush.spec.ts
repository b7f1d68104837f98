import { describe, expect, it } from 'vitest';
import { drawing } from '../drawing/options.ts';
import { at, drag, EMPTY, nothing, TestWorkspace } from '../shared/testWorkspace.ts';
import { drawnBy, only } from '../shared/testCanvas.ts';
import type { ToolPoint } from '../shared/tool.ts';
import { BrushTool } from './tool.ts';

describe('brush', () => {
  const brush = (test: TestWorkspace, id: 'brush' | 'eraser' = 'brush') => new BrushTool(id, test.work, nothing);

  it('paints a square of whole pixels', () => {
    const test = new TestWorkspace();
    drawing.set(test.work, { sizePx: 3, brushShape: 'square' });
    drag(brush(test), at(4, 3));
    expect(test.shown()).toEqual(['.........', '.........', '...111...', '...111...', '...111...', '.........', '.........']);
  });
  it('has a size in millimetres: 2 mm wide covers centres up to 1 mm away', () => {
    const test = new TestWorkspace();
    drawing.set(test.work, { sizeUnit: 'mm', sizeMm: 2 });
    drag(brush(test), at(4, 3));
    expect(test.shown().slice(2, 5)).toEqual(['....1....', '...111...', '....1....']);
    expect(test.saved[0]!.parameters).toMatchObject({ sizeMm: 2, brushShape: 'round', segment: 1, huRange: [-29, 150], paintOver: 'all' });
  });
  it('paints slices around it as one step and one revision', () => {
    const test = new TestWorkspace();
    drawing.set(test.work, { sizePx: 1, slabSlices: 4 });
    drag(brush(test), at(4, 3));
    expect([3, 4, 5].map(slice => test.work.masks.pixelCounts(slice)[1])).toEqual([1, 1, 1]);
    expect(test.saved).toHaveLength(1);
    expect(test.saved[0]!.slices).toEqual([3, 4, 5]);
    test.work.undo();
    expect([3, 4, 5].map(slice => test.work.masks.pixelCounts(slice)[1])).toEqual([0, 0, 0]);
  });
  it('is a sphere: at radius 3 mm, 2 mm away, a disc of radius √5 mm', () => {
    const test = new TestWorkspace();
    drawing.set(test.work, { sizePx: 6, isSphere: true });
    drag(brush(test), at(4, 3));
    expect(test.shown(4)[0]).toBe('....1....');
    expect(test.shown(5)).toEqual(['.........', '...111...', '..11111..', '..11111..', '..11111..', '...111...', '.........']);
  });
  it('shrinks to 60 % under the lightest pen, and not at all when that is switched off', () => {
    const test = new TestWorkspace();
    drawing.set(test.work, { sizePx: 4 });
    drag(brush(test), at(4, 3, { pen: { pressure: 0, isEraser: false } }));
    expect(test.work.masks.pixelCounts(4)[1]).toBe(5); // radius 1.2
    drawing.set(test.work, { isPressureOn: false });
    drag(brush(test), at(4, 3, { pen: { pressure: 0, isEraser: false } }));
    expect(test.work.masks.pixelCounts(4)[1]).toBe(13); // radius 2
  });
  it('erases with the pen\'s other end', () => {
    const test = new TestWorkspace();
    test.draw(['111111111', ...EMPTY.slice(1)]);
    drawing.set(test.work, { sizePx: 1 });
    drag(brush(test), at(4, 0, { pen: { pressure: 1, isEraser: true } }));
    expect(test.shown()[0]).toBe('1111.1111');
  });
  it('paints only over what was chosen', () => {
    const test = new TestWorkspace();
    test.draw(['..2233...', ...EMPTY.slice(1)]);
    const row = (paintOver: 'all' | 'empty' | number) => {
      drawing.set(test.work, { sizePx: 1 });
      test.work.setRules({ paintOver });
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
    drawing.set(test.work, { sizePx: 1, slabSlices: 1 });
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

describe('the brush\'s pointer', () => {
  const pointer = (prepare: (test: TestWorkspace) => void, how: Partial<ToolPoint> = {}) => {
    const test = new TestWorkspace();
    drawing.set(test.work, { sizePx: 6 });
    prepare(test);
    const tool = new BrushTool('brush', test.work, nothing);
    tool.hover(at(4, 3, how));
    return drawnBy(tool);
  };

  it('is as wide as the stroke: 6 pixels of 10 CSS pixels', () =>
    expect(only(pointer(() => undefined), 'arc')[0]).toEqual([45, 35, 30, 0, 2 * Math.PI]));
  it('is a square where the brush is one', () =>
    expect(only(pointer(({ work }) => drawing.set(work, { brushShape: 'square' })), 'rect')[0]).toEqual([15, 5, 60, 60]));
  it('is dashed while it would erase', () =>
    expect([only(pointer(() => undefined, { ctrlKey: true }), 'setLineDash')[0], only(pointer(() => undefined), 'setLineDash')[0]])
      .toEqual([[[4, 3]], [[]]]));
  it('is crossed out over a locked segment, unless it erases', () => {
    const lock = ({ work }: TestWorkspace) => work.segments.set(1, { locked: true });
    expect([only(pointer(lock), 'lineTo').length, only(pointer(lock, { ctrlKey: true }), 'lineTo').length]).toEqual([2, 0]);
  });
});
