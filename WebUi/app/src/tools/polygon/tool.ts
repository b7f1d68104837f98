import { fillPolygon } from '../../geometry/runs.ts';
import { voxelToCanvas, type Point2, type SliceView } from '../../geometry/sliceView.ts';
import type { Workspace } from '../../state/workspace.ts';
import { drawLine, recordLine } from '../drawing/line.ts';
import { paintShape } from '../drawing/painting.ts';
import type { Tool, ToolPoint } from '../shared/tool.ts';

const REACH_PX = 8;
const DOUBLE_CLICK_MS = 400;

/**
 * Points one by one; closes on the first point, by Enter or by a double click. Until then points can be dragged, and
 * Backspace takes the last one back. Points stay with their slice while others are looked at.
 */
export class PolygonTool implements Tool {
  readonly id = 'polygon';
  readonly cursor = 'crosshair';
  private readonly workspace: Workspace;
  private readonly view: () => SliceView;
  private readonly redraw: () => void;
  private points: Point2[] = [];
  private slice = -1;
  private held: number | undefined;
  private isNew = false;
  private at: ToolPoint | undefined;
  private lastDown = -Infinity;

  constructor(workspace: Workspace, view: () => SliceView, redraw: () => void) {
    this.workspace = workspace;
    this.view = view;
    this.redraw = redraw;
  }

  down(at: ToolPoint): void {
    if (this.slice !== this.workspace.state.slice) this.points = [];
    this.slice = this.workspace.state.slice;
    const hit = this.pointAt(at.px);
    const isDouble = performance.now() - this.lastDown < DOUBLE_CLICK_MS && hit === this.points.length - 1;
    this.lastDown = performance.now();
    if (this.points.length >= 3 && (hit === 0 || isDouble)) {
      this.close(at.ctrlKey);
      return;
    }
    this.isNew = hit === undefined;
    this.held = hit ?? this.points.push(at.voxel) - 1;
    this.redraw();
  }

  move(at: ToolPoint): void {
    this.at = at;
    if (this.held !== undefined) this.points[this.held] = at.voxel;
    this.redraw();
  }

  up(): void {
    this.held = undefined;
  }

  /** The gesture, not the polygon, was broken off. */
  cancel(): void {
    if (this.held !== undefined && this.isNew) this.points.pop();
    else this.points = [];
    this.held = undefined;
    this.redraw();
  }

  hover(at: ToolPoint | undefined): void {
    this.at = at;
    if (this.points.length > 0) this.redraw();
  }

  reset(): void {
    this.held = undefined;
    if (this.workspace.state.tool !== this.id) this.points = [];
  }

  confirm(): void {
    if (this.isHere) this.close(false);
  }

  back(): void {
    if (this.isHere) this.points.pop();
    this.redraw();
  }

  draw(context: CanvasRenderingContext2D, view: SliceView): void {
    if (!this.isHere) return;
    const isErasing = this.at?.ctrlKey ?? false;
    drawLine(context, view, this.at && this.held === undefined ? [...this.points, this.at.voxel] : this.points, false, isErasing);
    const near = this.at && this.pointAt(this.at.px);
    this.points.forEach((point, n) => {
      const [x, y] = voxelToCanvas(view, point);
      context.beginPath();
      context.arc(x, y, n === near ? 6 : 3.5, 0, 2 * Math.PI);
      context.fillStyle = n === 0 ? '#a3b3ff' : '#fff';
      context.strokeStyle = '#000';
      context.lineWidth = 1.5;
      context.fill();
      context.stroke();
    });
  }

  /** Whether there are points on the shown slice. */
  private get isHere(): boolean {
    return this.points.length > 0 && this.slice === this.workspace.state.slice;
  }

  private close(isErasing: boolean): void {
    const { points } = this;
    this.points = [];
    this.held = undefined;
    const { columns, rows } = this.workspace.label;
    paintShape(this.workspace, fillPolygon(points, columns, rows), isErasing, this.id, recordLine(points));
    this.redraw();
  }

  private pointAt(px: Point2): number | undefined {
    const view = this.view();
    const distances = this.points.map(point => {
      const [x, y] = voxelToCanvas(view, point);
      return Math.hypot(x - px[0], y - px[1]);
    });
    const nearest = distances.indexOf(Math.min(...distances));
    return nearest >= 0 && distances[nearest]! <= REACH_PX ? nearest : undefined;
  }
}
