import type { Viewport } from '../../render/viewport.ts';
import { DragTool } from '../viewing/dragTool.ts';
import { zoomViewport, ZOOM_PER_PX } from '../viewing/viewing.ts';

export class ZoomTool extends DragTool {
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
