import { fillPolygon } from '../../geometry/runs.ts';
import type { Point2, SliceView } from '../../geometry/sliceView.ts';
import type { Workspace } from '../../state/workspace.ts';
import { drawLine, recordLine } from '../drawing/line.ts';
import { paintShape } from '../drawing/painting.ts';
import type { Tool, ToolPoint } from '../shared/tool.ts';

/** A line drawn in one go; its ends are joined and the inside is filled. */
export class FreehandTool implements Tool {
  readonly id = 'freehand';
  readonly cursor = 'crosshair';
  private readonly workspace: Workspace;
  private readonly redraw: () => void;
  private points: Point2[] = [];
  private isErasing = false;

  constructor(workspace: Workspace, redraw: () => void) {
    this.workspace = workspace;
    this.redraw = redraw;
  }

  down(at: ToolPoint): void {
    this.points = [at.voxel];
    this.isErasing = at.ctrlKey || at.pen?.isEraser === true;
  }

  move(at: ToolPoint): void {
    if (this.points.length === 0) return;
    this.points.push(at.voxel);
    this.redraw();
  }

  up(): void {
    const { points } = this;
    const { columns, rows } = this.workspace.label;
    this.points = [];
    paintShape(this.workspace, fillPolygon(points, columns, rows), this.isErasing, this.id, recordLine(points));
    this.redraw();
  }

  cancel(): void {
    this.points = [];
    this.redraw();
  }

  reset(): void {
    this.cancel();
  }

  draw(context: CanvasRenderingContext2D, view: SliceView): void {
    drawLine(context, view, this.points, true, this.isErasing);
  }
}
