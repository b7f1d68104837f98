import { afterEach, describe, expect, it, vi } from 'vitest';
import { Assistant } from '../shared/assistant.ts';
import { answered, at, nothing, pixels, proposal, segment, serve, view, workspace } from '../shared/testAssist.ts';
import { threshold } from './index.ts';
import { drag } from '../shared/testWorkspace.ts';
import { options, ThresholdTool } from './tool.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('ThresholdTool', () => {
  const begin = () => {
    const work = workspace({ ...segment(1), minHu: -29, maxHu: 150 });
    const requests = serve(() => proposal(pixels(9)));
    return { work, requests, tool: new ThresholdTool(work, new Assistant(work, nothing), view, nothing) };
  };

  it('selects the active segment\'s range on the slice on show', async () => {
    const { work, requests, tool } = begin();
    tool.confirm();
    await answered(work);
    expect(requests[0]).toMatchObject({
      path: '/api/assist/threshold', body: { firstSlice: 3, lastSlice: 3, min: -29, max: 150, lasso: null },
    });
  });

  it('selects what is typed, one end left open, on all slices', async () => {
    const { work, requests, tool } = begin();
    options.set(work, { minValue: 200, allSlices: true });
    tool.confirm();
    await answered(work);
    expect(requests[0]!.body).toMatchObject({ firstSlice: 1, lastSlice: 5, min: 200, max: null });
  });

  it('selects inside a lasso as soon as one is drawn', async () => {
    const { work, requests, tool } = begin();
    drag(tool, at(1, 1), at(6, 1), at(6, 6));
    await answered(work);
    expect(requests.map(({ body }) => body['lasso'])).toEqual([[1, 1, 6, 1, 6, 6]]);
  });

  it('follows a range as it is typed, but not other options before anything was selected', async () => {
    vi.useFakeTimers();
    const { work, requests, tool } = begin();
    const set = async (change: Parameters<typeof options.set>[1]) => {
      options.set(work, change);
      tool.optionsChanged();
      await vi.advanceTimersByTimeAsync(1_000);
    };
    await set({ openMm: 2 });
    expect(requests).toHaveLength(0);
    await set({ minValue: 100 });
    expect(requests.map(({ body }) => [body['min'], body['max'], body['openMm']])).toEqual([[100, null, 2]]);
  });

  it('selects all values in MR, where a segment\'s HU range says nothing', async () => {
    const { work, requests, tool } = begin();
    Object.assign(work.series.voxels!, { unit: '' });
    tool.confirm();
    await answered(work);
    expect(requests[0]!.body).toMatchObject({ min: null, max: null });
  });

  it('forgets its lasso once it is put away', async () => {
    const { work, requests, tool } = begin();
    drag(tool, at(1, 1), at(6, 1), at(6, 6));
    await answered(work);
    tool.reset();
    tool.confirm();
    await answered(work);
    expect(requests.at(-1)!.body['lasso']).toBeNull();
  });
});

it('the field for an end shows the segment\'s while nothing is typed', () => {
  const work = workspace({ ...segment(1), minHu: -29, maxHu: 150 });
  const ends = threshold.options.filter(option => option.kind === 'number');
  expect(ends.map(end => end.otherwise(work))).toEqual([-29, 150]);
  options.set(work, { maxValue: 90 });
  expect(ends.map(end => end.otherwise(work))).toEqual([null, null]);
});
