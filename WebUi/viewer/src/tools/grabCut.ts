import { grabCut } from '../api/client.ts';
import type { Stroke } from '../contracts/services.ts';
import { boxBetween, clip, type Box } from '../geometry/box.ts';
import { voxelToCanvas, type SliceView } from '../geometry/sliceView.ts';
import { huGate } from './assist.ts';
import { AssistTool } from './assistTool.ts';
import { Lasso } from './lasso.ts';
import { Rectangle } from './rectangle.ts';
import type { ToolPoint } from './tool.ts';

const KEEP = '#ffffff';
const REMOVE = '#ff9c92';

/** A rectangle or a lasso around the object, then strokes over what to keep and what to remove; every stroke asks again. */
export class GrabCutTool extends AssistTool {
  override readonly id = 'grab-cut';
  private readonly rectangle = new Rectangle(this.workspace.label.columns, this.workspace.label.rows);
  private readonly strokes: { isKeep: boolean; points: number[]; radiusPx: number }[] = [];
  private readonly lasso = new Lasso();
  private inHand: 'rectangle' | 'lasso' | 'stroke' = 'rectangle';

  down(at: ToolPoint): void {
    const { grabCutMode, strokePx } = this.workspace.state.options;
    const isCorner = this.rectangle.isCorner(at.px, this.view());
    this.inHand = isCorner ? 'rectangle' : grabCutMode === 'lasso' ? 'lasso' : !this.rectangle.box || grabCutMode === 'rectangle' ? 'rectangle' : 'stroke';
    if (this.inHand === 'lasso') {
      this.strokes.length = 0;
      this.lasso.down(at);
    } else if (this.inHand === 'rectangle') {
      if (!isCorner) this.strokes.length = 0;
      if (!isCorner) this.lasso.clear();
      this.rectangle.down(at, this.view());
    } else {
      this.strokes.push({ isKeep: (grabCutMode === 'keep') !== at.altKey, points: [...at.voxel], radiusPx: strokePx / 2 });
    }
    this.redraw();
  }

  move(at: ToolPoint): void {
    if (this.inHand === 'lasso') this.lasso.move(at);
    else if (this.inHand === 'rectangle') this.rectangle.move(at);
    else this.strokes.at(-1)?.points.push(...at.voxel);
    this.redraw();
  }

  up(): void {
    if (this.inHand === 'lasso' && this.lasso.up()) this.rectangle.box = this.boxOfLasso();
    const isPlaced = this.inHand === 'rectangle' ? this.rectangle.up() : this.inHand === 'lasso' && this.rectangle.box !== undefined;
    this.inHand = 'stroke';
    if (isPlaced) this.workspace.setOptions({ grabCutMode: 'keep' });
    this.ask();
    this.redraw();
  }

  override cancel(): void {
    if (this.inHand !== 'stroke') this.reset();
    else this.strokes.pop();
    this.redraw();
  }

  draw(context: CanvasRenderingContext2D, view: SliceView): void {
    if (!this.lasso.points) this.rectangle.draw(context, view);
    this.lasso.draw(context, view);
    context.lineCap = context.lineJoin = 'round';
    for (const stroke of this.strokes) this.drawStroke(context, view, stroke);
    context.lineCap = 'butt';
    context.lineJoin = 'miter';
  }

  private drawStroke(context: CanvasRenderingContext2D, view: SliceView, { isKeep, points, radiusPx }: { isKeep: boolean; points: number[]; radiusPx: number }): void {
    const width = Math.max(3, 2 * radiusPx * view.pxPerVoxel[0]);
    let end: readonly [number, number] = [0, 0];
    for (const [extra, colour] of [[3, '#000'], [0, isKeep ? KEEP : REMOVE]] as const) {
      context.lineWidth = width + extra;
      context.strokeStyle = colour;
      context.beginPath();
      for (let n = 0; n < points.length; n += 2) {
        end = voxelToCanvas(view, [points[n]!, points[n + 1]!]);
        if (n === 0) context.moveTo(...end);
        context.lineTo(...end);
      }
      context.stroke();
    }
    const [x, y] = [end[0] + 10 + width / 2, end[1] - 9];
    context.fillStyle = '#000';
    context.beginPath();
    context.arc(x, y, 8, 0, 2 * Math.PI);
    context.fill();
    context.strokeStyle = isKeep ? KEEP : REMOVE;
    context.lineWidth = 2;
    context.beginPath();
    context.moveTo(x - 4, y);
    context.lineTo(x + 4, y);
    if (isKeep) {
      context.moveTo(x, y - 4);
      context.lineTo(x, y + 4);
    }
    context.stroke();
  }

  private boxOfLasso(): Box | undefined {
    const { label: { columns, rows } } = this.workspace;
    const xs = this.lasso.points!.filter((_, n) => n % 2 === 0);
    const ys = this.lasso.points!.filter((_, n) => n % 2 === 1);
    return clip(boxBetween([Math.min(...xs), Math.min(...ys)], [Math.max(...xs), Math.max(...ys)]), columns, rows);
  }

  protected override get isMarked(): boolean {
    return this.rectangle.box !== undefined;
  }

  protected override clear(): void {
    this.rectangle.box = undefined;
    this.lasso.clear();
    this.strokes.length = 0;
    if (['keep', 'remove'].includes(this.workspace.state.options.grabCutMode)) this.workspace.setOptions({ grabCutMode: 'rectangle' });
  }

  protected override parameters() {
    const { iterations, marginMm } = this.workspace.state.options;
    const chosen = (isKeep: boolean): Stroke[] =>
      this.strokes.filter(stroke => stroke.isKeep === isKeep).map(({ points, radiusPx }) => ({ points, radiusPx }));
    return { rectangle: this.rectangle.box!, lasso: this.lasso.points ?? null, keep: chosen(true), remove: chosen(false), iterations, marginMm, ...huGate(this.workspace) };
  }

  protected override send(): void {
    const { ofVolume, state: { slice } } = this.workspace;
    const parameters = this.parameters();
    void this.assistant.ask({ tool: this.id, parameters, strokes: this.strokes.length },
      signal => grabCut({ ...ofVolume, slice, ...parameters }, signal));
  }
}
