import { afterEach, describe, expect, it, vi } from 'vitest';
import { Assistant } from '../shared/assistant.ts';
import { answered, nothing, pixels, proposal, segment, serve, view, workspace } from '../shared/testAssist.ts';
import { threshold } from './index.ts';
import { options, ThresholdTool } from './tool.ts';

afterEach(() => vi.unstubAllGlobals());

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
});

it('the field for an end shows the segment\'s while nothing is typed', () => {
  const work = workspace({ ...segment(1), minHu: -29, maxHu: 150 });
  const ends = threshold.options.filter(option => option.kind === 'number');
  expect(ends.map(end => end.otherwise(work))).toEqual([-29, 150]);
  options.set(work, { maxValue: 90 });
  expect(ends.map(end => end.otherwise(work))).toEqual([null, null]);
});
