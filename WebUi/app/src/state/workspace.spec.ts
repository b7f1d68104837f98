import { describe, expect, it } from 'vitest';
import type { Label, Segment, SeriesDetail } from '../contracts/services.ts';
import { BrushTool } from '../tools/brush/tool.ts';
import { drawing } from '../tools/drawing/options.ts';
import type { ToolPoint } from '../tools/shared/tool.ts';
import { acceptProposal, effectOf } from './proposals.ts';
import type { PendingProposal } from './labelState.ts';
import type { SaveQueue } from './saveQueue.ts';
import { shownCounts, shownMask } from './shown.ts';
import { Workspace } from './workspace.ts';

const segment = (number: number, minHu: number | null, maxHu: number | null): Segment =>
  ({ number, key: `s${number}`, name: `S${number}`, colour: '#ffffff', code: null, minHu, maxHu, locked: false, visible: true });

interface Saved { tool: string; model: unknown; masks: Map<number, Uint8Array> }

/** A label of 4 × 2 pixels of 0.5 cm × 0.5 cm on slices 3–5; slice 4 holds −100, 0, 50 and 500 HU in both rows. */
function workspace(): { work: Workspace; saved: Saved[]; sent: unknown[] } {
  const series = {
    series: { seriesInstanceUid: '1' }, slices: new Array(9).fill({}), voxels: { slope: 1, intercept: -1000, unit: 'HU' },
    geometry: { spacingMm: [5, 5, 5] },
  } as unknown as SeriesDetail;
  const label = {
    id: 'l', firstSlice: 3, lastSlice: 5, rows: 2, columns: 4, segments: [segment(1, -29, 150), segment(2, -190, -30)],
  } as unknown as Label;
  const work = new Workspace(series, label, true, { center: 40, width: 400 });
  work.voxels.set(4, Int16Array.from([900, 1000, 1050, 1500, 900, 1000, 1050, 1500]));
  const saved: Saved[] = [];
  const sent: unknown[] = [];
  work.saves = { add: (tool: string, parameters: unknown, model: unknown, masks: Map<number, Uint8Array>) => {
    saved.push({ tool, model, masks: new Map([...masks].map(([slice, mask]) => [slice, mask.slice()])) });
    sent.push(parameters);
    return `operation-${saved.length}`;
  } } as unknown as SaveQueue;
  return { work, saved, sent };
}

const at = (i: number, j: number, ctrlKey = false): ToolPoint => ({ voxel: [i, j], px: [0, 0], shiftKey: false, altKey: false, ctrlKey });

function stroke(work: Workspace, from: ToolPoint, to: ToolPoint): void {
  const brush = new BrushTool('brush', work, () => undefined);
  brush.down(from);
  brush.move(to);
  brush.up();
}

/** As if it had been locked before. */
const lock = (work: Workspace, number: number) =>
  work.store.set({ segments: work.state.segments.map(each => (each.number === number ? { ...each, locked: true } : each)) });

describe('Workspace', () => {
  it('opens on the middle of its slices and stays inside them', () => {
    const { work } = workspace();
    expect(work.state.slice).toBe(4);
    work.goTo(8);
    expect(work.state.slice).toBe(5);
  });
  it('counts head first: slice 5 of 9 comes before slice 3', () => expect(workspace().work.readingOrder).toEqual([5, 4, 3]));
  it('has changes from the first touch of a stroke on, unless the stroke is broken off', () => {
    const { work } = workspace();
    const edit = work.masks.beginEdit(4);
    expect(work.hasChanges).toBe(true);
    work.masks.cancel(edit);
    expect(work.hasChanges).toBe(false);
    stroke(work, at(1, 0), at(2, 0));
    work.undo();
    expect([work.hasChanges, work.state.canUndo]).toEqual([true, false]);
  });
  it('shows an earlier revision\'s pixels while it is looked at, and takes nothing back meanwhile', () => {
    const { work } = workspace();
    stroke(work, at(1, 0), at(2, 0));
    work.store.set({ preview: { revision: 1, masks: new Map([[4, Uint8Array.from([3, 3, 0, 0, 0, 0, 0, 0])]]), segments: [] } });
    work.undo();
    expect([[...shownMask(work, 4)], shownCounts(work, 4)[3], shownCounts(work, 5)[0]]).toEqual([[3, 3, 0, 0, 0, 0, 0, 0], 2, 8]);
    work.store.set({ preview: undefined });
    expect(shownMask(work, 4)).toBe(work.mask(4));
    expect(shownCounts(work, 4)[1]).toBeGreaterThan(0);
  });
  it('may be changed by nobody who only looks', () => {
    const { work, saved } = workspace();
    work.store.set({ isWatching: true });
    expect([work.canEdit, work.canChange, work.segments.writable(4, 1, false)]).toEqual([false, false, undefined]);
    stroke(work, at(1, 0), at(2, 0));
    expect(saved).toHaveLength(0);
  });
});

describe('brush', () => {
  it('paints only the segment\'s HU range while the lock is on', () => {
    const { work } = workspace();
    drawing.set(work, { sizePx: 1 });
    stroke(work, at(0, 0), at(3, 0));
    expect([...work.mask(4)]).toEqual([0, 1, 1, 0, 0, 0, 0, 0]);
  });
  it('paints everything with the lock off', () => {
    const { work } = workspace();
    drawing.set(work, { sizePx: 1 });
    work.setRules({ huLock: false });
    stroke(work, at(0, 0), at(3, 0));
    expect([...work.mask(4)]).toEqual([1, 1, 1, 1, 0, 0, 0, 0]);
  });
  it('spares a locked segment and will not paint with one', () => {
    const { work, saved } = workspace();
    work.masks.load(4, Uint8Array.from([2, 2, 0, 0, 0, 0, 0, 0]));
    drawing.set(work, { sizePx: 1 });
    work.setRules({ huLock: false });
    lock(work, 2);
    stroke(work, at(0, 0), at(3, 0));
    expect([...work.mask(4)]).toEqual([2, 2, 1, 1, 0, 0, 0, 0]);
    work.store.set({ segment: 2 });
    stroke(work, at(0, 1), at(3, 1));
    expect(saved).toHaveLength(1);
  });
  it('erases while Ctrl is held', () => {
    const { work, saved } = workspace();
    work.masks.load(4, Uint8Array.from([1, 2, 1, 1, 1, 1, 1, 1]));
    drawing.set(work, { sizePx: 1 });
    stroke(work, at(0, 0, true), at(1, 0, true));
    expect([...work.mask(4)]).toEqual([0, 0, 1, 1, 1, 1, 1, 1]);
    expect(saved[0]!.tool).toBe('eraser');
  });
  it('makes one step and one save of one stroke, and none of an empty one', () => {
    const { work, saved } = workspace();
    drawing.set(work, { sizePx: 1 });
    stroke(work, at(1, 0), at(2, 0));
    stroke(work, at(1, 0), at(2, 0));
    expect(saved).toHaveLength(1);
    expect([...saved[0]!.masks.get(4)!]).toEqual([0, 1, 1, 0, 0, 0, 0, 0]);
  });
  it('changes nothing while an earlier revision is on show', () => {
    const { work, saved } = workspace();
    work.store.set({ preview: { revision: 1, masks: new Map(), segments: [] } });
    stroke(work, at(1, 0), at(2, 0));
    expect(saved).toHaveLength(0);
  });
});

describe('undo', () => {
  it('brings the pixels back, saves that, and returns to the slice', () => {
    const { work, saved } = workspace();
    stroke(work, at(1, 0), at(2, 0));
    work.goTo(3);
    work.undo();
    expect(work.state.slice).toBe(4);
    expect(work.masks.pixelCounts(4)[1]).toBe(0);
    expect(saved.map(save => save.tool)).toEqual(['brush', 'undo']);
    work.redo();
    expect(work.masks.pixelCounts(4)[1]).toBeGreaterThan(0);
  });
  it('names the operation that it takes back', () => {
    const { work, sent } = workspace();
    stroke(work, at(1, 0), at(2, 0));
    work.undo();
    expect(sent[1]).toEqual({ of: 'brush', operation: 'operation-1' });
  });
  it('leaves pixels alone that somebody has changed since, and says so', () => {
    const { work, saved } = workspace();
    const kept: number[][] = [];
    work.events.on('keptFromUndo', ({ slices }) => void kept.push([...slices]));
    drawing.set(work, { sizePx: 1 });
    stroke(work, at(1, 0), at(2, 0));
    work.masks.load(4, Uint8Array.from([0, 1, 2, 2, 0, 0, 0, 0]));
    work.undo();
    expect([...work.mask(4)]).toEqual([0, 0, 2, 2, 0, 0, 0, 0]);
    expect(kept).toEqual([[4]]);
    expect(saved).toHaveLength(2);
  });
  it('sends nothing when all of it belongs to somebody else by now', () => {
    const { work, saved } = workspace();
    drawing.set(work, { sizePx: 1 });
    stroke(work, at(1, 0), at(2, 0));
    work.masks.load(4, Uint8Array.from([0, 2, 2, 2, 0, 0, 0, 0]));
    work.undo();
    expect(saved).toHaveLength(1);
  });
  it('reaches 300 strokes back', () => {
    const { work } = workspace();
    drawing.set(work, { sizePx: 1 });
    work.setRules({ huLock: false });
    for (let n = 0; n < 300; n++) stroke(work, at(n % 4, 0, n % 8 > 3), at(n % 4, 0, n % 8 > 3));
    for (let n = 0; n < 300; n++) work.undo();
    expect(work.mask(4).every(label => label === 0)).toBe(true);
    expect(work.state.canUndo).toBe(false);
  });
  it('brings mine back after theirs was taken', () => {
    const { work, saved } = workspace();
    work.masks.load(4, Uint8Array.from([1, 1, 1, 1, 0, 0, 0, 0]));
    work.adopt(new Map([[4, Uint8Array.from([2, 0, 0, 0, 0, 0, 0, 0])]]));
    expect(saved).toHaveLength(0);
    work.undo();
    expect([...work.mask(4)]).toEqual([1, 1, 1, 1, 0, 0, 0, 0]);
    expect(saved).toHaveLength(1);
  });
});

describe('acceptProposal', () => {
  const proposal = (masks: [number, number[]][]): PendingProposal => ({
    tool: 'model', masks: new Map(masks.map(([slice, mask]) => [slice, Uint8Array.from(mask)])), parameters: {},
    model: { id: 'm', version: '1', jobId: null }, elapsedMs: undefined, strokes: 0, notices: [],
  });

  it('merges all slices as one save, sparing locked segments', () => {
    const { work, saved } = workspace();
    work.masks.load(4, Uint8Array.from([2, 1, 0, 0, 0, 0, 0, 0]));
    lock(work, 2);
    work.store.set({ proposal: proposal([[4, [1, 1, 1, 2, 0, 0, 0, 0]], [5, [0, 1, 0, 0, 0, 0, 0, 0]]]) });
    acceptProposal(work);
    expect([...work.mask(4)]).toEqual([2, 1, 1, 0, 0, 0, 0, 0]); // 2 is locked: neither taken from nor added to
    expect([...work.mask(5)]).toEqual([0, 1, 0, 0, 0, 0, 0, 0]);
    expect(saved).toHaveLength(1);
    expect(saved[0]).toMatchObject({ tool: 'model', model: { id: 'm' } });
    expect(work.state.proposal).toBeUndefined();
  });
  it('says beforehand what it would add and take away', () => {
    const { work } = workspace();
    work.masks.load(4, Uint8Array.from([2, 1, 0, 0, 0, 0, 0, 0]));
    const { added, removed } = effectOf(work, proposal([[4, [1, 1, 1, 0, 0, 0, 0, 0]]]), 4);
    expect([added[1], removed[2], removed[0]]).toEqual([1, 0, 1]);
  });
  it('says beforehand what it would take from another segment, once it may', () => {
    const { work } = workspace();
    work.masks.load(4, Uint8Array.from([2, 1, 0, 0, 0, 0, 0, 0]));
    work.setRules({ proposeOver: 'all' });
    const { added, removed, kept } = effectOf(work, proposal([[4, [1, 1, 1, 0, 0, 0, 0, 0]]]), 4);
    expect([added[1], removed[2], removed[0], kept[2]]).toEqual([2, 1, 1, 0]);
  });
});
