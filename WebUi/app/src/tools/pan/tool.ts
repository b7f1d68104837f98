import { panBy } from '../../geometry/sliceView.ts';
import type { Viewport } from '../../render/viewport.ts';
import { DragTool } from '../viewing/dragTool.ts';

export class PanTool extends DragTool {
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
