import { boxBetween, type Box } from '../../geometry/box.ts';
import { fillBox, fillEllipse } from '../../geometry/runs.ts';
import { voxelToCanvas, type Point2, type SliceView } from '../../geometry/sliceView.ts';
import type { Workspace } from '../../state/workspace.ts';
import { paintShape } from '../drawing/painting.ts';
import { Options } from '../shared/options.ts';
import type { Tool, ToolPoint } from '../shared/tool.ts';

export const options = new Options<{ readonly shape: 'rectangle' | 'ellipse' }>('shape', { shape: 'rectangle' });

/** A rectangle of whole pixels, or the ellipse inside it, from corner to corner. */
export class ShapeTool implements Tool {
  readonly id = 'shape';
  readonly cursor = 'crosshair';
  private readonly workspace: Workspace;
  private readonly redraw: () => void;
  private anchor: Point2 | undefined;
  private box: Box | undefined;
  private isErasing = false;

  constructor(workspace: Workspace, redraw: () => void) {
    this.workspace = workspace;
    this.redraw = redraw;
  }

  down(at: ToolPoint): void {
    this.anchor = at.voxel;
    this.isErasing = at.ctrlKey || at.pen?.isEraser === true;
  }

  move(at: ToolPoint): void {
    if (!this.anchor) return;
    this.box = boxBetween(this.anchor, at.voxel);
    this.redraw();
  }

  up(): void {
    const { box } = this;
    this.cancel();
    if (!box || box.width < 2 || box.height < 2) return;
    const { columns, rows } = this.workspace.label;
    const { shape } = options.of(this.workspace);
    const runs = (shape === 'rectangle' ? fillBox : fillEllipse)(box, columns, rows);
    paintShape(this.workspace, runs, this.isErasing, shape, { box });
  }

  cancel(): void {
    this.anchor = this.box = undefined;
    this.redraw();
  }

  reset(): void {
    this.cancel();
  }

  draw(context: CanvasRenderingContext2D, view: SliceView): void {
    if (!this.box) return;
    const { left, top, width, height } = this.box;
    const a = voxelToCanvas(view, [left - 0.5, top - 0.5]);
    const b = voxelToCanvas(view, [left + width - 0.5, top + height - 0.5]);
    context.setLineDash(this.isErasing ? [4, 3] : []);
    for (const [lineWidth, colour] of [[3, '#000'], [1.25, '#fff']] as const) {
      context.lineWidth = lineWidth;
      context.strokeStyle = colour;
      context.beginPath();
      if (options.of(this.workspace).shape === 'rectangle') context.rect(a[0], a[1], b[0] - a[0], b[1] - a[1]);
      else context.ellipse((a[0] + b[0]) / 2, (a[1] + b[1]) / 2, Math.abs(b[0] - a[0]) / 2, Math.abs(b[1] - a[1]) / 2, 0, 0, 2 * Math.PI);
      context.stroke();
    }
    context.setLineDash([]);
  }
}
