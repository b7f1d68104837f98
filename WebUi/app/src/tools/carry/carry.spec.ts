import { afterEach, describe, expect, it, vi } from 'vitest';
import { acceptProposal } from '../../state/proposals.ts';
import { Assistant } from '../shared/assistant.ts';
import { answered, decode, encode, nothing, pixels, segment, serve, workspace } from '../shared/testAssist.ts';
import { CarryTool, options } from './tool.ts';

afterEach(() => vi.unstubAllGlobals());

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
    expect([...work.state.proposal!.masks.keys()].sort((a, b) => a - b)).toEqual([2, 4, 5]);
    expect(work.state.proposal!.notices.map(notice => notice.code)).toEqual(['area-change']);
  });

  it('goes one way only, and no farther than it is told', async () => {
    const work = workspace(segment(1));
    work.mask(3).set(pixels(10));
    const requests = serve((_, { toSlice }: { toSlice: number }) =>
      ({ slices: [{ slice: toSlice, mask: encode(pixels(10)), pixelCount: 1, areaCm2: null }], notices: [], elapsedMs: 2 }));
    options.set(work, { direction: 'down', carrySlices: 1, bandMm: 7 });
    new CarryTool(work, new Assistant(work, nothing), nothing).confirm();
    await answered(work);

    expect(requests.map(({ body }) => [body['fromSlice'], body['toSlice'], body['bandMm'], body['iterations']])).toEqual([[3, 2, 7, 2]]);
  });

  it('takes what is proposed along', async () => {
    const work = workspace(segment(1));
    work.store.set({
      proposal: { tool: 'grab-cut', strokes: 1, notices: [], elapsedMs: 1, model: null, parameters: {}, masks: new Map([[3, pixels(20)]]) },
    });
    serve((_, { toSlice }: { toSlice: number }) =>
      ({ slices: [{ slice: toSlice, mask: encode(pixels(20)), pixelCount: 1, areaCm2: null }], notices: [], elapsedMs: 2 }));
    new CarryTool(work, new Assistant(work, nothing), nothing).confirm();
    await answered(work);

    expect([...work.state.proposal!.masks.keys()].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5]);
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

  it('carries the active segment alone', async () => {
    const work = workspace(segment(1), segment(2));
    work.masks.load(3, Uint8Array.from({ length: 64 }, (_, index) => (index === 10 ? 1 : index === 20 ? 2 : 0)));
    const requests = serve((_, { toSlice }: { toSlice: number }) =>
      ({ slices: [{ slice: toSlice, mask: encode(pixels(10)), pixelCount: 1, areaCm2: null }], notices: [], elapsedMs: 2 }));
    work.store.set({ segment: 2 });
    new CarryTool(work, new Assistant(work, nothing), nothing).confirm();
    await answered(work);
    const sent = decode(requests[0]!.body['mask'] as string);
    expect([sent[10], sent[20]]).toEqual([0, 1]);
    expect(work.state.proposal!.masks.get(4)![10]).toBe(2);
  });

  it('proposes nothing once it is put away', async () => {
    const work = workspace(segment(1));
    work.mask(3).set(pixels(10));
    serve((_, { toSlice }: { toSlice: number }) =>
      ({ slices: [{ slice: toSlice, mask: encode(pixels(10)), pixelCount: 1, areaCm2: null }], notices: [], elapsedMs: 2 }));
    const tool = new CarryTool(work, new Assistant(work, nothing), nothing);
    tool.confirm();
    tool.reset();
    await new Promise(resolve => setTimeout(resolve));
    expect(work.state.proposal).toBeUndefined();
  });
});
