import { afterEach, describe, expect, it, vi } from 'vitest';
import { Assistant } from '../shared/assistant.ts';
import { answered, encode, nothing, pixels, segment, serve, workspace } from '../shared/testAssist.ts';
import { fillBetween } from './fillBetween.ts';

afterEach(() => vi.unstubAllGlobals());

describe('fillBetween', () => {
  it('sends the slices that carry the active segment, as the user sees them', async () => {
    const work = workspace(segment(1), segment(2));
    work.masks.load(1, pixels(3));
    work.masks.load(4, pixels(3));
    const slices = [2, 3].map(slice => ({ slice, mask: encode(pixels(3)), pixelCount: 1, areaCm2: null }));
    const requests = serve(() => ({ slices, notices: [], elapsedMs: 1 }));
    fillBetween(work, new Assistant(work, nothing), nothing);
    await answered(work);

    expect((requests[0]!.body['slices'] as { slice: number }[]).map(({ slice }) => slice)).toEqual([1, 4]);
    expect([...work.state.proposal!.masks.keys()]).toEqual([2, 3]);
  });

  it('needs a gap', () => {
    const say = vi.fn();
    const work = workspace(segment(1));
    work.masks.load(3, pixels(3));
    work.masks.load(4, pixels(3));
    fillBetween(work, new Assistant(work, nothing), say);
    expect(say).toHaveBeenCalledOnce();
  });
});
