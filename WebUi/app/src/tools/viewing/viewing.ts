import { panBy, zoomAt, type Point2 } from '../../geometry/sliceView.ts';
import type { Window } from '../../render/lut.ts';
import type { Viewport } from '../../render/viewport.ts';
import type { Workspace } from '../../state/workspace.ts';

/**
 * A drag's window: 2 units per CSS pixel across (width), 1 per pixel (centre), brighter towards the top; Shift × 4,
 * Alt ÷ 4. For data other than HU the unit scales with the width at the start.
 */
export function dragWindow(start: Window, dxPx: number, dyPx: number, speed: number): Window {
  // Never turned round or closed, however narrow the values lie.
  return { width: Math.max(Math.min(1, start.width / 10), start.width + 2 * dxPx * speed), center: start.center + dyPx * speed };
}

export function dragSpeed(at: { shiftKey: boolean; altKey: boolean }, isHu: boolean, start: Window): number {
  return (at.shiftKey ? 4 : at.altKey ? 0.25 : 1) * (isHu ? 1 : start.width / 400);
}

export const ZOOM_PER_PX = 1.005;
const MIN_PX_PER_VOXEL = 0.1;
const MAX_PX_PER_VOXEL = 64;

export function zoomViewport(viewport: Viewport, px: Point2, factor: number): void {
  const now = viewport.view.pxPerVoxel[0];
  const limited = Math.min(MAX_PX_PER_VOXEL, Math.max(MIN_PX_PER_VOXEL, now * factor)) / now;
  viewport.setView(zoomAt(viewport.view, px, limited));
}

/** Moves the picture by a tenth of the pane per step. */
export function panViewport(viewport: Viewport, stepsRight: number, stepsDown: number): void {
  const [width, height] = viewport.centrePx;
  viewport.setView(panBy(viewport.view, stepsRight * width / 5, stepsDown * height / 5));
}

/** Changes a workspace's window by a drag of so many CSS pixels. */
export function changeWindow({ store, series }: Workspace, dxPx: number, dyPx: number, at: { shiftKey: boolean; altKey: boolean }): void {
  const { window } = store.state;
  const speed = dragSpeed(at, series.voxels?.unit === 'HU', window);
  store.set({ window: dragWindow(window, dxPx, dyPx, speed) });
}
