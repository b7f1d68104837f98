import { expect, it, vi } from 'vitest';
import type { Viewport } from '../../render/viewport.ts';
import type { SliceView } from '../../geometry/sliceView.ts';
import { at, drag, VIEW } from '../shared/testWorkspace.ts';
import { ZoomTool } from './tool.ts';

it('enlarges upwards by half a per cent for each pixel, about the point where the drag began', () => {
  const setView = vi.fn<(view: SliceView) => void>();
  drag(new ZoomTool({ view: VIEW, setView } as Partial<Viewport> as Viewport), at(2, 5), at(2, 3)); // 20 px up
  const { pxPerVoxel, panPx } = setView.mock.calls[0]![0];
  const factor = 1.005 ** 20;
  expect(pxPerVoxel[0]).toBeCloseTo(10 * factor, 9);
  expect(panPx[0]).toBeCloseTo(25 - 25 * factor, 9); // what lay at (25, 55) px lies there still
  expect(panPx[1]).toBeCloseTo(55 - 55 * factor, 9);
});
