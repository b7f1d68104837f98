import type { Window } from '../render/lut.ts';
import type { Viewport } from '../render/viewport.ts';
import { panBy, zoomAt, type Point2 } from '../geometry/sliceView.ts';
import type { Tool, ToolPoint } from './tool.ts';

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

/** A tool that turns the way since the last event into a change of view. */
abstract class DragTool implements Tool {
  abstract readonly id: Tool['id'];
  abstract readonly cursor: string;
  protected start: ToolPoint | undefined;
  private last: ToolPoint | undefined;

  down(at: ToolPoint): void {
    this.start = this.last = at;
  }

  move(at: ToolPoint): void {
    if (!this.last) return;
    this.drag(at.px[0] - this.last.px[0], at.px[1] - this.last.px[1], at);
    this.last = at;
  }

  up(): void {
    this.start = this.last = undefined;
  }

  cancel(): void {
    this.up();
  }

  protected abstract drag(dxPx: number, dyPx: number, at: ToolPoint): void;
}

export class PanTool extends DragTool {
  readonly id = 'pan';
  readonly cursor = 'grab';
  private readonly viewport: Viewport;

  constructor(viewport: Viewport) {
    super();
    this.viewport = viewport;
  }

  protected drag(dxPx: number, dyPx: number): void {
    this.viewport.setView(panBy(this.viewport.view, dxPx, dyPx));
  }
}

export class ZoomTool extends DragTool {
  readonly id = 'zoom';
  readonly cursor = 'zoom-in';
  private readonly viewport: Viewport;

  constructor(viewport: Viewport) {
    super();
    this.viewport = viewport;
  }

  protected drag(_dxPx: number, dyPx: number): void {
    zoomViewport(this.viewport, this.start!.px, ZOOM_PER_PX ** -dyPx);
  }
}

export class WindowTool extends DragTool {
  readonly id = 'window';
  readonly cursor = 'ew-resize';
  private readonly change: (dxPx: number, dyPx: number, at: ToolPoint) => void;

  constructor(change: (dxPx: number, dyPx: number, at: ToolPoint) => void) {
    super();
    this.change = change;
  }

  protected drag(dxPx: number, dyPx: number, at: ToolPoint): void {
    this.change(dxPx, dyPx, at);
  }
}
