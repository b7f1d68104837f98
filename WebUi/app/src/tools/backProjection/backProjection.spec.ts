import { afterEach, describe, expect, it, vi } from 'vitest';
import { Assistant } from '../shared/assistant.ts';
import { answered, at, nothing, pixels, proposal, segment, serve, view, workspace } from '../shared/testAssist.ts';
import { drag } from '../shared/testWorkspace.ts';
import { BackProjectionTool, options } from './tool.ts';

afterEach(() => vi.unstubAllGlobals());

describe('BackProjectionTool', () => {
  const begin = () => {
    const work = workspace({ ...segment(1), minHu: -29, maxHu: 150 });
    work.voxels.set(3, new Int16Array(64).fill(50));
    const requests = serve(() => proposal(pixels(9)));
    return { work, requests, tool: new BackProjectionTool(work, new Assistant(work, nothing), view, nothing) };
  };

  it('asks for what looks like the rectangle, within the segment\'s HU range', async () => {
    const { work, requests, tool } = begin();
    drag(tool, at(1, 1), at(3, 2));
    await answered(work);

    expect(requests[0]).toMatchObject({
      path: '/api/assist/back-projection',
      body: {
        slice: 3, rectangle: { left: 1, top: 1, width: 3, height: 2 }, lasso: null, limit: null,
        binHu: 20, threshold: 0.1, openMm: 0, smoothMm: 0, touchingOnly: true, minHu: -29, maxHu: 150,
      },
    });
  });

  it('keeps the rectangle when a lasso limits it', async () => {
    const { work, requests, tool } = begin();
    drag(tool, at(1, 1), at(3, 2));
    options.set(work, { mode: 'lasso' });
    drag(tool, at(0, 0), at(6, 0), at(6, 6));
    await answered(work);

    expect(requests.at(-1)!.body).toMatchObject({ rectangle: { left: 1, top: 1, width: 3, height: 2 }, lasso: [0, 0, 6, 0, 6, 6] });
  });
});
