import { afterEach, describe, expect, it, vi } from 'vitest';
import { Assistant } from '../shared/assistant.ts';
import { answered, at, nothing, pixels, proposal, segment, serve, view, workspace } from '../shared/testAssist.ts';
import { drag } from '../shared/testWorkspace.ts';
import { BackProjectionTool, options } from './tool.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

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

  it('looks everywhere again once the lasso is clicked away', async () => {
    const { work, requests, tool } = begin();
    drag(tool, at(1, 1), at(3, 2));
    options.set(work, { mode: 'lasso' });
    drag(tool, at(0, 0), at(6, 0), at(6, 6));
    drag(tool, at(6, 6));
    await answered(work);
    expect(requests.at(-1)!.body['lasso']).toBeNull();
  });

  it('takes its proposal away with the rectangle', async () => {
    const { work, tool } = begin();
    drag(tool, at(1, 1), at(3, 2));
    await answered(work);
    expect(work.state.proposal).toBeDefined();
    drag(tool, at(6, 6));
    expect(work.state.proposal).toBeUndefined();
  });

  it('begins with a rectangle again once it is put away', async () => {
    const { work, requests, tool } = begin();
    drag(tool, at(1, 1), at(3, 2));
    options.set(work, { mode: 'lasso' });
    await answered(work);
    tool.reset();
    tool.optionsChanged();
    expect([options.of(work).mode, requests.length]).toEqual(['rectangle', 1]);
  });

  it('asks again when what counts as alike changes', async () => {
    vi.useFakeTimers();
    const { work, requests, tool } = begin();
    drag(tool, at(1, 1), at(3, 2));
    options.set(work, { threshold: 0.3 });
    tool.optionsChanged();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(requests.map(({ body }) => body['threshold'])).toEqual([0.1, 0.3]);
  });
});
