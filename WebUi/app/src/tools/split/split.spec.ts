import { afterEach, describe, expect, it, vi } from 'vitest';
import { acceptProposal, effectOf } from '../../state/proposals.ts';
import { Assistant } from '../shared/assistant.ts';
import { answered, at, decode, encode, nothing, pixels, segment, serve, view, workspace } from '../shared/testAssist.ts';
import { options, SplitTool } from './tool.ts';

afterEach(() => vi.unstubAllGlobals());

describe('SplitTool', () => {
  const part = (mask: string) => ({ slices: [{ slice: 3, mask, pixelCount: 2, areaCm2: null }], notices: [], elapsedMs: 1 });

  it('gives the part to the active segment', async () => {
    const work = workspace(segment(1), segment(2));
    work.masks.load(3, pixels(8, 9, 10, 11));
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
    work.masks.load(3, pixels(8, 9, 10, 11));
    options.set(work, { mode: 'remove' });
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
    work.masks.load(3, pixels(8));
    new SplitTool(work, new Assistant(work, nothing), view, nothing, say).down(at(0, 1));
    expect(say).toHaveBeenCalledOnce();
  });
});
