import { describe, expect, it, vi } from 'vitest';
import { at, drag, nothing, VIEW } from '../shared/testWorkspace.ts';
import { ruler } from './index.ts';
import { drawnBy, only } from '../shared/testCanvas.ts';
import { RulerTool } from './tool.ts';

describe('RulerTool', () => {
  const begin = (spacingMm: [number, number] | null = [2, 2]) => {
    const announce = vi.fn();
    let slice = 4;
    const tool = new RulerTool({
      slice: () => slice, view: () => VIEW, spacingMm, redraw: nothing, announce, text: (length, isMm) => `${length} ${isMm ? 'mm' : 'px'}`,
    });
    return { tool, announce, show: (other: number) => { slice = other; } };
  };

  it('measures a drag in millimetres: 3 and 4 pixels of 2 mm are 10 mm', () => {
    const { tool, announce } = begin();
    drag(tool, at(1, 1), at(4, 5));
    expect(tool.lengths).toEqual([10]);
    expect(announce).toHaveBeenCalledExactlyOnceWith('10 mm');
  });
  it('measures in pixels where their size is not known', () => {
    const { tool, announce } = begin(null);
    drag(tool, at(1, 1), at(4, 5));
    expect(announce).toHaveBeenCalledExactlyOnceWith('5 px');
  });
  it('moves an end that is dragged', () => {
    const { tool } = begin();
    drag(tool, at(1, 1), at(4, 5));
    drag(tool, at(4, 5), at(1, 5));
    expect(tool.lengths).toEqual([8]);
  });
  it('leaves distances on their slice, and takes the last one of the slice on show away', () => {
    const { tool, show } = begin();
    drag(tool, at(1, 1), at(4, 5));
    show(5);
    tool.deleteLast();
    expect(tool.lengths).toEqual([]);
    show(4);
    drag(tool, at(0, 6), at(6, 6));
    ruler.commands![0]!.run({} as never, tool);
    expect(tool.lengths).toEqual([10]);
  });
  it('draws nothing by a click', () => {
    const { tool } = begin();
    drag(tool, at(1, 1));
    expect(tool.lengths).toEqual([]);
  });
  it('takes the newest by the end where two meet', () => {
    const { tool } = begin();
    drag(tool, at(1, 1), at(4, 1));
    drag(tool, at(8, 6), at(4, 1));
    drag(tool, at(4, 1), at(8, 3));
    expect(tool.lengths).toEqual([6, 6]); // 3 and 3 pixels of 2 mm
  });
  it('writes the length beside the right end', () => {
    const { tool } = begin();
    drag(tool, at(4, 5), at(1, 1));
    expect(only(drawnBy(tool), 'fillText')).toEqual([['10 mm', 55, 59]]); // (45, 55) px is the end; 10 to the right, 4 down
  });
  it('shows nothing of another slice', () => {
    const { tool, show } = begin();
    drag(tool, at(1, 1), at(4, 5));
    show(5);
    expect(drawnBy(tool)).toEqual([]);
  });
});
