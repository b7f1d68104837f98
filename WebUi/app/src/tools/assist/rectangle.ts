import { boxBetween, clip, type Box } from '../../geometry/box.ts';
import { voxelToCanvas, type Point2, type SliceView } from '../../geometry/sliceView.ts';
import type { ToolPoint } from '../shared/tool.ts';

const CORNER_REACH_PX = 12;

/** A rectangle of whole pixels that is drawn by a drag and changed by its corners. */
export class Rectangle {
  box: Box | undefined;
  private readonly columns: number;
  private readonly rows: number;
  private anchor: Point2 | undefined;

  constructor(columns: number, rows: number) {
    this.columns = columns;
    this.rows = rows;
  }

  /** Starts a new rectangle, or takes the old one by the corner under the pointer. */
  down(at: ToolPoint, view: SliceView): void {
    const corner = this.cornerAt(at.px, view);
    this.anchor = corner ? this.opposite(corner) : at.voxel;
    if (!corner) this.box = undefined;
  }

  isCorner(px: Point2, view: SliceView): boolean {
    return this.cornerAt(px, view) !== undefined;
  }

  move(at: ToolPoint): void {
    if (this.anchor) this.box = clip(boxBetween(this.anchor, at.voxel), this.columns, this.rows);
  }

  /** Whether a rectangle worth working on has been drawn. */
  up(): boolean {
    this.anchor = undefined;
    if (this.box && (this.box.width < 2 || this.box.height < 2)) this.box = undefined;
    return this.box !== undefined;
  }

  draw(context: CanvasRenderingContext2D, view: SliceView): void {
    if (!this.box) return;
    const [a, b] = this.edges(view);
    context.strokeStyle = '#000';
    context.lineWidth = 3;
    context.strokeRect(a[0], a[1], b[0] - a[0], b[1] - a[1]);
    context.strokeStyle = context.fillStyle = '#a3b3ff';
    context.lineWidth = 1.5;
    context.setLineDash([6, 4]);
    context.strokeRect(a[0], a[1], b[0] - a[0], b[1] - a[1]);
    context.setLineDash([]);
    for (const [x, y] of [a, b, [a[0], b[1]], [b[0], a[1]]] as Point2[]) context.fillRect(x - 3.5, y - 3.5, 7, 7);
  }

  private edges(view: SliceView): [Point2, Point2] {
    const { left, top, width, height } = this.box!;
    return [voxelToCanvas(view, [left - 0.5, top - 0.5]), voxelToCanvas(view, [left + width - 0.5, top + height - 0.5])];
  }

  private cornerAt(px: Point2, view: SliceView): Point2 | undefined {
    if (!this.box) return undefined;
    const { left, top, width, height } = this.box;
    const corners: Point2[] = [[left, top], [left + width - 1, top], [left, top + height - 1], [left + width - 1, top + height - 1]];
    return corners.find(corner => {
      const [x, y] = voxelToCanvas(view, corner);
      return Math.hypot(x - px[0], y - px[1]) <= CORNER_REACH_PX;
    });
  }

  private opposite(corner: Point2): Point2 {
    const { left, top, width, height } = this.box!;
    return [2 * left + width - 1 - corner[0], 2 * top + height - 1 - corner[1]];
  }
}
