import { afterEach, describe, expect, it, vi } from 'vitest';
import { Assistant } from '../shared/assistant.ts';
import { answered, at, nothing, pixels, proposal, segment, serve, view, workspace } from '../shared/testAssist.ts';
import { options, RegionGrowingTool } from './tool.ts';

afterEach(() => vi.unstubAllGlobals());

describe('RegionGrowingTool', () => {
  const begin = () => {
    const work = workspace(segment(1));
    const requests = serve(() => proposal(pixels(9)));
    return { work, requests, tool: new RegionGrowingTool(work, new Assistant(work, nothing), view, nothing) };
  };

  it('grows from the pixel that was clicked, on this slice', async () => {
    const { work, requests, tool } = begin();
    tool.down(at(3, 2));
    await answered(work);
    expect(requests[0]).toMatchObject({
      path: '/api/assist/region-growing', body: { slice: 3, column: 3, row: 2, firstSlice: 3, lastSlice: 3, toleranceHu: 40, openMm: 0 },
    });
  });

  it('grows over all slices when that is chosen', async () => {
    const { work, requests, tool } = begin();
    options.set(work, { allSlices: true });
    tool.down(at(3, 2));
    await answered(work);
    expect(requests[0]!.body).toMatchObject({ firstSlice: 1, lastSlice: 5 });
  });

  it('asks nothing beside the picture', () => {
    const { requests, tool } = begin();
    tool.down(at(9, 2));
    expect(requests).toEqual([]);
  });
});
