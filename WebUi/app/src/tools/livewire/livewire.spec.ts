import { describe, expect, it } from 'vitest';
import { at, nothing, pixels, segment, SIZE, view, workspace } from '../shared/testAssist.ts';
import { drawnBy, only } from '../shared/testCanvas.ts';
import { LivewireTool } from './tool.ts';

describe('LivewireTool', () => {
  it('proposes what its outline encloses, the outline included', () => {
    const work = workspace(segment(1));
    const voxels = new Int16Array(SIZE * SIZE);
    for (let y = 2; y < 6; y++) for (let x = 2; x < 6; x++) voxels[y * SIZE + x] = 300;
    work.voxels.set(3, voxels);
    const tool = new LivewireTool(work, view, nothing);
    for (const [x, y] of [[2, 2], [5, 2], [5, 5], [2, 5]] as const) tool.down(at(x, y));
    tool.down(at(2, 2));

    const mask = work.state.proposal!.masks.get(3)!;
    for (let y = 2; y < 6; y++) for (let x = 2; x < 6; x++) expect(mask[y * SIZE + x]).toBe(1);
    expect(mask[0]).toBe(0);
    expect(mask[63]).toBe(0);
  });

  it('takes its last point back', () => {
    const work = workspace(segment(1));
    work.voxels.set(3, new Int16Array(SIZE * SIZE));
    const tool = new LivewireTool(work, view, nothing);
    for (const [x, y] of [[1, 1], [4, 1], [4, 4], [7, 7]] as const) tool.down(at(x, y));
    tool.back();
    tool.confirm();

    const mask = work.state.proposal!.masks.get(3)!;
    expect(mask[4 * SIZE + 4]).toBe(1);
    expect(mask[7 * SIZE + 7]).toBe(0);
  });

  it('keeps what is proposed already by another tool', () => {
    const work = workspace(segment(1));
    work.voxels.set(3, new Int16Array(SIZE * SIZE));
    work.store.set({
      proposal: { tool: 'grab-cut', strokes: 0, notices: [], elapsedMs: 1, model: null, parameters: {}, masks: new Map([[3, pixels(9)]]) },
    });
    const tool = new LivewireTool(work, view, nothing);
    for (const [x, y] of [[1, 1], [4, 1], [4, 4]] as const) tool.down(at(x, y));
    tool.confirm();
    expect(work.state.proposal!.tool).toBe('grab-cut');
  });

  it('proposes nothing where the HU lock or a lock keeps it out', () => {
    const work = workspace({ ...segment(1), minHu: 200, maxHu: null });
    const voxels = new Int16Array(SIZE * SIZE);
    voxels[2 * SIZE + 2] = 300;
    work.voxels.set(3, voxels);
    const tool = new LivewireTool(work, view, nothing);
    for (const [x, y] of [[1, 1], [4, 1], [4, 4], [1, 4]] as const) tool.down(at(x, y));
    tool.confirm();
    expect([...work.state.proposal!.masks.get(3)!].flatMap((number, index) => (number ? [index] : []))).toEqual([2 * SIZE + 2]);
  });

  it('forgets its outline when another slice is shown', () => {
    const work = workspace(segment(1));
    work.voxels.set(3, new Int16Array(SIZE * SIZE));
    const tool = new LivewireTool(work, view, nothing);
    for (const [x, y] of [[1, 1], [4, 1], [4, 4]] as const) tool.down(at(x, y));
    tool.reset();
    tool.confirm();
    expect(work.state.proposal).toBeUndefined();
  });

  it('records how many points were set, for the revision', () => {
    const work = workspace(segment(1));
    work.voxels.set(3, new Int16Array(SIZE * SIZE));
    const tool = new LivewireTool(work, view, nothing);
    for (const [x, y] of [[1, 1], [4, 1], [4, 4]] as const) tool.down(at(x, y));
    tool.confirm();
    expect(work.state.proposal!.parameters).toEqual({ anchors: 3, huLock: true, segment: 1 });
  });

  it('is given up with its only point', () => {
    const work = workspace(segment(1));
    work.voxels.set(3, new Int16Array(SIZE * SIZE));
    const tool = new LivewireTool(work, view, nothing);
    tool.down(at(1, 1));
    tool.back();
    expect(drawnBy(tool)).toEqual([]);
    tool.confirm();
    expect(work.state.proposal).toBeUndefined();
  });

  it('shows the way to the pointer while it is over the picture', () => {
    const work = workspace(segment(1));
    work.voxels.set(3, new Int16Array(SIZE * SIZE));
    const tool = new LivewireTool(work, view, nothing);
    const way = () => only(drawnBy(tool), 'lineTo').slice(2); // behind the point itself, drawn twice
    tool.down(at(1, 1));
    tool.hover(at(4, 1));
    expect([way()[0], way().at(-1)]).toEqual([[15, 15], [45, 15]]);
    tool.hover(undefined);
    expect(way()).toEqual([]);
  });

  it('begins with nothing beside the picture', () => {
    const work = workspace(segment(1));
    const tool = new LivewireTool(work, view, nothing);
    tool.down(at(20, 20));
    expect(drawnBy(tool)).toEqual([]);
  });
});
