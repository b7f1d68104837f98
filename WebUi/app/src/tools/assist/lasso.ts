import { voxelToCanvas, type SliceView } from '../../geometry/sliceView.ts';
import type { ToolPoint } from '../shared/tool.ts';

const STEP_PX = 2;
const MOST_POINTS = 5_000;

/** A closed outline that is drawn by a drag: nothing outside it is selected. */
export class Lasso {
  /** Alternating column and row. */
  points: number[] | undefined;
  private isDrawing = false;
  private last: readonly [number, number] = [0, 0];

  down(at: ToolPoint): void {
    this.points = [...at.voxel];
    this.last = at.px;
    this.isDrawing = true;
  }

  move(at: ToolPoint): void {
    if (!this.isDrawing || !this.points || this.points.length >= 2 * MOST_POINTS) return;
    if (Math.hypot(at.px[0] - this.last[0], at.px[1] - this.last[1]) < STEP_PX) return;
    this.points.push(...at.voxel);
    this.last = at.px;
  }

  /** Whether an outline has been drawn; a click alone takes it away. */
  up(): boolean {
    this.isDrawing = false;
    if (this.points && this.points.length < 6) this.points = undefined;
    return this.points !== undefined;
  }

  clear(): void {
    this.points = undefined;
    this.isDrawing = false;
  }

  draw(context: CanvasRenderingContext2D, view: SliceView): void {
    if (!this.points) return;
    for (const [colour, width, dash] of [['#000', 3, []], ['#a3b3ff', 1.5, [2, 4]]] as const) {
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.setLineDash([...dash]);
      context.beginPath();
      for (let n = 0; n < this.points.length; n += 2) context.lineTo(...voxelToCanvas(view, [this.points[n]!, this.points[n + 1]!]));
      context.closePath();
      context.stroke();
    }
    context.setLineDash([]);
  }
}
