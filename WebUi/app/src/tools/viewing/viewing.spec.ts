import { describe, expect, it, vi } from 'vitest';
import { TestWorkspace, VIEW } from '../shared/testWorkspace.ts';
import type { SliceView } from '../../geometry/sliceView.ts';
import type { Viewport } from '../../render/viewport.ts';
import { changeWindow, dragSpeed, dragWindow, panViewport, zoomViewport } from './viewing.ts';

const abdomen = { center: 40, width: 400 };

describe('dragWindow', () => {
  it('changes the width by 2 HU per pixel across and the centre by 1 per pixel', () => {
    expect(dragWindow(abdomen, 10, -15, 1)).toEqual({ width: 420, center: 25 });
  });
  it('never gets narrower than 1', () => expect(dragWindow(abdomen, -500, 0, 1).width).toBe(1));
});

it('dragWindow leaves a narrow window open and narrow', () =>
  expect(dragWindow({ center: 0.0005, width: 0.001 }, -10_000, 0, 1e-6).width).toBeCloseTo(0.0001, 12));

describe('dragSpeed', () => {
  it('is 4 with Shift and a quarter with Alt', () => {
    expect(dragSpeed({ shiftKey: true, altKey: false }, true, abdomen)).toBe(4);
    expect(dragSpeed({ shiftKey: false, altKey: true }, true, abdomen)).toBe(0.25);
  });
  it('follows the width where values are no HU: 4 times as wide, 4 times as fast', () => {
    expect(dragSpeed({ shiftKey: false, altKey: false }, false, { center: 800, width: 1600 })).toBe(4);
  });
});

describe('the picture by keys', () => {
  const shown = (view: SliceView = VIEW) => {
    const setView = vi.fn<(view: SliceView) => void>();
    return { setView, viewport: { view, setView, centrePx: [200, 100] } as Partial<Viewport> as Viewport }; // a pane of 400 × 200
  };

  it('moves by a tenth of the pane', () => {
    const { setView, viewport } = shown();
    panViewport(viewport, 1, -1);
    expect(setView.mock.calls[0]![0].panPx).toEqual([40, -20]);
  });
  it('is enlarged up to 64 CSS pixels a voxel, and reduced to a tenth of one', () => {
    const { setView, viewport } = shown();
    for (const factor of [100, 0.0001]) zoomViewport(viewport, [0, 0], factor);
    expect(setView.mock.calls.map(([view]) => view.pxPerVoxel[0])).toEqual([expect.closeTo(64, 9), expect.closeTo(0.1, 9)]);
  });
});

it('a drag changes the window by its width in MR: 4 times as fast at 1600', () => {
  const { work } = new TestWorkspace();
  Object.assign(work.series.voxels!, { unit: '' });
  work.store.set({ window: { center: 800, width: 1600 } });
  changeWindow(work, 10, -5, { shiftKey: false, altKey: false });
  expect(work.state.window).toEqual({ center: 780, width: 1680 });
});
