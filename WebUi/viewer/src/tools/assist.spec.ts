import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Label, Segment, SeriesDetail } from '../contracts/services.ts';
import { decodeMask, encodeMask, fromBase64, toBase64 } from '../masks/codec.ts';
import { Workspace } from '../state/workspace.ts';
import { acceptProposal, effectOf } from '../state/proposals.ts';
import { Assistant, huGate } from './assist.ts';
import { CarryTool } from './carry.ts';
import { fillBetween } from './fillBetween.ts';
import { LivewireTool } from './livewire.ts';
import { SplitTool } from './split.ts';
import { SeedsTool } from './seeds.ts';
import type { ToolPoint } from './tool.ts';

const SIZE = 8;
const segment = (number: number, locked = false): Segment =>
  ({ number, key: `s${number}`, name: `S${number}`, colour: '#ffffff', code: null, minHu: null, maxHu: null, locked, visible: true });

/** 8 × 8 pixels on slices 1 to 5 of 9. */
function workspace(...segments: Segment[]): Workspace {
  const series = { series: { seriesInstanceUid: '1.2' }, slices: new Array(9).fill({}), voxels: { slope: 1, intercept: 0, unit: 'HU' }, geometry: null } as unknown as SeriesDetail;
  const label = { id: 'l', seriesInstanceUid: '1.2', firstSlice: 1, lastSlice: 5, rows: SIZE, columns: SIZE, segments } as unknown as Label;
  const work = new Workspace(series, label, true, { center: 40, width: 400 });
  work.goTo(3);
  return work;
}

const encode = (labels: Uint8Array) => toBase64(encodeMask({ columns: SIZE, rows: SIZE, labels }));
const decode = (mask: string) => decodeMask(fromBase64(mask)).labels;
const pixels = (...at: number[]) => Uint8Array.from({ length: SIZE * SIZE }, (_, index) => (at.includes(index) ? 1 : 0));
const at = (i: number, j: number, altKey = false): ToolPoint => ({ voxel: [i, j], px: [i * 10, j * 10], shiftKey: false, altKey, ctrlKey: false });
const view = () => ({ columns: SIZE, rows: SIZE, pxPerVoxel: [10, 10], panPx: [-5, -5], flip: [false, false] }) as const;
const nothing = () => undefined;

type Answer = (path: string, body: never) => unknown;

/** The server, as a function of path and body. */
function serve(answer: Answer): { path: string; body: Record<string, unknown> }[] {
  const requests: { path: string; body: Record<string, unknown> }[] = [];
  vi.stubGlobal('fetch', (path: string, { body, signal }: { body: string; signal: AbortSignal }) => {
    requests.push({ path, body: JSON.parse(body) as Record<string, unknown> });
    signal.throwIfAborted();
    const found = answer(path, JSON.parse(body) as never);
    return Promise.resolve(found instanceof Response ? found : Response.json(found));
  });
  return requests;
}

afterEach(() => vi.unstubAllGlobals());

async function answered(work: Workspace): Promise<void> {
  await vi.waitFor(() => expect(work.state.asking).toBeUndefined());
}

describe('Assistant', () => {
  const proposal = (labels: Uint8Array) => ({ slices: [{ slice: 3, mask: encode(labels), pixelCount: 1, areaCm2: null }], notices: [], elapsedMs: 1 });

  it('leaves locked segments out of what it shows', async () => {
    const work = workspace(segment(1), segment(2, true));
    work.mask(3)[5] = 2;
    await new Assistant(work, nothing).ask({ tool: 'threshold', parameters: {} }, () => Promise.resolve(proposal(pixels(4, 5, 6))));
    expect([...work.state.proposal!.masks.get(3)!].flatMap((number, index) => (number ? [index] : []))).toEqual([4, 6]);
  });

  it('does not ask for a locked segment, and says why', async () => {
    const report = vi.fn();
    const request = vi.fn();
    await new Assistant(workspace(segment(1, true)), report).ask({ tool: 'threshold', parameters: {} }, request);
    expect(request).not.toHaveBeenCalled();
    expect(String(report.mock.calls[0]![0])).toContain('locked');
  });

  it('breaks off the older question', async () => {
    const work = workspace(segment(1));
    const assistant = new Assistant(work, nothing);
    let older: AbortSignal | undefined;
    const first = assistant.ask({ tool: 'threshold', parameters: {} }, signal => {
      older = signal;
      return new Promise(nothing);
    });
    await assistant.ask({ tool: 'threshold', parameters: {} }, () => Promise.resolve(proposal(pixels(9))));
    expect(older!.aborted).toBe(true);
    expect(work.state.proposal!.masks.get(3)![9]).toBe(1);
    void first;
  });

  it('says what is the matter when nothing can be proposed', async () => {
    const report = vi.fn();
    const work = workspace(segment(1));
    await new Assistant(work, report).ask({ tool: 'carry', parameters: {} },
      () => Promise.resolve({ slices: [], notices: [{ code: 'overlap', slice: 4, value: 0.5 }], elapsedMs: 1 }));
    expect(work.state.proposal).toBeUndefined();
    expect(String(report.mock.calls[0]![0])).toContain('0.50');
  });
});

describe('SplitTool', () => {
  const part = (mask: string) => ({ slices: [{ slice: 3, mask, pixelCount: 2, areaCm2: null }], notices: [], elapsedMs: 1 });

  it('gives the part to the active segment', async () => {
    const work = workspace(segment(1), segment(2));
    work.load(3, pixels(8, 9, 10, 11));
    const requests = serve(() => part(encode(pixels(10, 11))));
    work.store.set({ segment: 2 });
    new SplitTool(work, new Assistant(work, nothing), view, nothing, nothing).down(at(3, 1));
    await answered(work);
    acceptProposal(work);

    expect(decode(requests[0]!.body['mask'] as string)[9]).toBe(1);
    expect([8, 9, 10, 11].map(index => work.mask(3)[index])).toEqual([1, 1, 2, 2]);
  });

  it('takes the part away, and undo brings it back', async () => {
    const work = workspace(segment(1));
    work.load(3, pixels(8, 9, 10, 11));
    work.setOptions({ splitMode: 'remove' });
    serve(() => part(encode(pixels(10, 11))));
    new SplitTool(work, new Assistant(work, nothing), view, nothing, nothing).down(at(3, 1));
    await answered(work);
    expect(effectOf(work, work.state.proposal!, 3).removed[1]).toBe(2);
    acceptProposal(work);
    expect([8, 9, 10, 11].map(index => work.mask(3)[index])).toEqual([1, 1, 0, 0]);
    work.undo();
    expect([8, 9, 10, 11].map(index => work.mask(3)[index])).toEqual([1, 1, 1, 1]);
  });

  it('asks for another segment to give it to', () => {
    const say = vi.fn();
    const work = workspace(segment(1));
    work.load(3, pixels(8));
    new SplitTool(work, new Assistant(work, nothing), view, nothing, say).down(at(0, 1));
    expect(say).toHaveBeenCalledOnce();
  });
});

describe('CarryTool', () => {
  it('goes on both ways until it no longer fits, as one proposal', async () => {
    const work = workspace(segment(1));
    work.mask(3).set(pixels(10));
    const requests = serve((_, { toSlice }: { toSlice: number }) => ({
      slices: [{ slice: toSlice, mask: encode(pixels(10 + toSlice)), pixelCount: 1, areaCm2: null }],
      notices: toSlice === 1 ? [{ code: 'area-change', slice: 1, value: 0.4 }] : [], elapsedMs: 2,
    }));
    new CarryTool(work, new Assistant(work, nothing), nothing).confirm();
    await answered(work);

    expect(requests.map(({ body }) => [body['fromSlice'], body['toSlice']])).toEqual([[3, 4], [4, 5], [3, 2], [2, 1]]);
    expect(decode(requests[1]!.body['mask'] as string)[14]).toBe(1);
    expect([...work.state.proposal!.masks.keys()].sort()).toEqual([2, 4, 5]);
    expect(work.state.proposal!.notices.map(notice => notice.code)).toEqual(['area-change']);
  });

  it('takes what is proposed along', async () => {
    const work = workspace(segment(1));
    work.store.set({ proposal: { tool: 'grab-cut', strokes: 1, notices: [], elapsedMs: 1, model: null, parameters: {}, masks: new Map([[3, pixels(20)]]) } });
    serve((_, { toSlice }: { toSlice: number }) => ({ slices: [{ slice: toSlice, mask: encode(pixels(20)), pixelCount: 1, areaCm2: null }], notices: [], elapsedMs: 2 }));
    new CarryTool(work, new Assistant(work, nothing), nothing).confirm();
    await answered(work);

    expect([...work.state.proposal!.masks.keys()].sort()).toEqual([1, 2, 3, 4, 5]);
    acceptProposal(work);
    expect(work.readingOrder.map(slice => work.mask(slice)[20])).toEqual([1, 1, 1, 1, 1]);
    work.undo();
    expect(work.readingOrder.map(slice => work.mask(slice)[20])).toEqual([0, 0, 0, 0, 0]);
  });

  it('says so when there is nothing to carry', () => {
    const say = vi.fn();
    const work = workspace(segment(1));
    new CarryTool(work, new Assistant(work, nothing), say).confirm();
    expect(say).toHaveBeenCalledOnce();
  });
});

describe('huGate', () => {
  it('is the active segment\'s range, where values are HU', () => {
    const work = workspace({ ...segment(1), minHu: -29, maxHu: 150 });
    expect(huGate(work)).toEqual({ minHu: -29, maxHu: 150 });
    work.setOptions({ huLock: false });
    expect(huGate(work)).toEqual({ minHu: null, maxHu: null });
  });

  it('is open in MR', () => {
    const work = workspace({ ...segment(1), minHu: -29, maxHu: 150 });
    Object.assign(work.series.voxels!, { unit: '' });
    work.voxels.set(3, new Int16Array(SIZE * SIZE).fill(900));
    expect(huGate(work)).toEqual({ minHu: null, maxHu: null });
    expect(work.writable(3, 1, true)!(0)).toBe(true);
  });
});

describe('fillBetween', () => {
  it('sends the slices that carry the active segment, as the user sees them', async () => {
    const work = workspace(segment(1), segment(2));
    work.load(1, pixels(3));
    work.load(4, pixels(3));
    const requests = serve(() => ({ slices: [2, 3].map(slice => ({ slice, mask: encode(pixels(3)), pixelCount: 1, areaCm2: null })), notices: [], elapsedMs: 1 }));
    fillBetween(work, new Assistant(work, nothing), nothing);
    await answered(work);

    expect((requests[0]!.body['slices'] as { slice: number }[]).map(({ slice }) => slice)).toEqual([1, 4]);
    expect([...work.state.proposal!.masks.keys()]).toEqual([2, 3]);
  });

  it('needs a gap', () => {
    const say = vi.fn();
    const work = workspace(segment(1));
    work.load(3, pixels(3));
    work.load(4, pixels(3));
    fillBetween(work, new Assistant(work, nothing), say);
    expect(say).toHaveBeenCalledOnce();
  });
});

describe('SeedsTool', () => {
  const events = (...data: unknown[]) => new Response(data.map(each => `event: message\ndata: ${JSON.stringify(each)}\n\n`).join(''));

  it('sends strokes, labels and walls, and drops the background from the answer', async () => {
    const work = workspace(segment(1), segment(2), segment(3, true));
    work.load(5, pixels(0));
    work.mask(3)[63] = 3;
    work.setOptions({ strokePx: 1 });
    const requests = serve(() => events(
      { done: 1, total: 4, proposal: null },
      { done: 4, total: 4, proposal: { slices: [{ slice: 3, mask: encode(Uint8Array.from({ length: 64 }, (_, n) => (n < 8 ? 2 : 255))), pixelCount: 64, areaCm2: null }], notices: [], elapsedMs: 3 } }));
    const tool = new SeedsTool(work, new Assistant(work, nothing), nothing, nothing);
    work.store.set({ segment: 2 });
    tool.down(at(2, 2));
    tool.up();
    tool.down(at(6, 6, true)); // Alt: background
    tool.up();
    tool.confirm();
    await answered(work);

    const { seeds, segments } = requests[0]!.body as unknown as { seeds: { slice: number; mask: string }[]; segments: { number: number; isWall: boolean }[] };
    expect(segments.map(({ number, isWall }) => [number, isWall]).sort()).toEqual([[1, false], [2, false], [255, false], [3, true]].sort());
    const labels = decode(seeds.find(({ slice }) => slice === 3)!.mask);
    expect([labels[18], labels[54], labels[63]]).toEqual([2, 255, 3]);
    expect(new Set(work.state.proposal!.masks.get(3))).toEqual(new Set([2, 0]));
  });

  it('asks for a second seed', () => {
    const say = vi.fn();
    const work = workspace(segment(1));
    const tool = new SeedsTool(work, new Assistant(work, nothing), nothing, say);
    tool.down(at(2, 2));
    tool.up();
    tool.confirm();
    expect(say).toHaveBeenCalledOnce();
  });
});

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
});
