import { boxBetween, clip, type Box } from '../../geometry/box.ts';
import { voxelToCanvas, type SliceView } from '../../geometry/sliceView.ts';
import { AssistTool } from '../assist/assistTool.ts';
import { Lasso } from '../assist/lasso.ts';
import { limits } from '../assist/options.ts';
import { Rectangle } from '../assist/rectangle.ts';
import { STROKE_PX, steppedStroke } from '../assist/stroke.ts';
import { huGate } from '../shared/assistant.ts';
import { Options } from '../shared/options.ts';
import type { ToolPoint } from '../shared/tool.ts';
import { grabCut, type Stroke } from './request.ts';

interface GrabCut {
  readonly mode: 'rectangle' | 'lasso' | 'keep' | 'remove';
  readonly iterations: number;
  readonly marginMm: number;
  readonly strokePx: number;
}

const asked = limits['grab-cut'];
export const options = new Options<GrabCut>('grab-cut', {
  mode: 'rectangle', iterations: asked.iterations.default, marginMm: asked.marginMm.default, strokePx: STROKE_PX,
});

interface CutStroke { readonly isKeep: boolean; readonly points: number[]; readonly radiusPx: number }

const KEEP = '#ffffff';
const REMOVE = '#ff9c92';

/** A rectangle or a lasso around the object, then strokes over what to keep and what to remove; every stroke asks again. */
export class GrabCutTool extends AssistTool {
  private readonly id = 'grab-cut';
  readonly usesAlt = true; // it turns keep into remove
  private readonly rectangle = new Rectangle(this.workspace.label.columns, this.workspace.label.rows);
  private readonly strokes: CutStroke[] = [];
  private readonly lasso = new Lasso();
  private inHand: 'rectangle' | 'lasso' | 'stroke' = 'rectangle';

  down(at: ToolPoint): void {
    const { mode, strokePx } = options.of(this.workspace);
    const isCorner = this.rectangle.isCorner(at.px, this.view());
    this.inHand = isCorner ? 'rectangle' : mode === 'lasso' ? 'lasso'
      : !this.rectangle.box || mode === 'rectangle' ? 'rectangle' : 'stroke';
    if (this.inHand === 'lasso') {
      this.strokes.length = 0;
      this.lasso.down(at);
    } else if (this.inHand === 'rectangle') {
      if (!isCorner) this.strokes.length = 0;
      if (!isCorner) this.lasso.clear();
      this.rectangle.down(at, this.view());
    } else {
      this.strokes.push({ isKeep: (mode === 'keep') !== at.altKey, points: [...at.voxel], radiusPx: strokePx / 2 });
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
    if (isPlaced) options.set(this.workspace, { mode: 'keep' });
    this.ask();
    this.redraw();
  }

  resize(steps: number): void {
    options.set(this.workspace, { strokePx: steppedStroke(options.of(this.workspace).strokePx, steps) });
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

  private drawStroke(context: CanvasRenderingContext2D, view: SliceView, { isKeep, points, radiusPx }: CutStroke): void {
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
    if (['keep', 'remove'].includes(options.of(this.workspace).mode)) options.set(this.workspace, { mode: 'rectangle' });
  }

  protected override parameters() {
    const { iterations, marginMm } = options.of(this.workspace);
    const chosen = (isKeep: boolean): Stroke[] =>
      this.strokes.filter(stroke => stroke.isKeep === isKeep).map(({ points, radiusPx }) => ({ points, radiusPx }));
    return {
      rectangle: this.rectangle.box!, lasso: this.lasso.points ?? null, keep: chosen(true), remove: chosen(false), iterations, marginMm,
      ...huGate(this.workspace),
    };
  }

  protected override send(): void {
    const { ofVolume, state: { slice } } = this.workspace;
    const parameters = this.parameters();
    void this.assistant.ask({ tool: this.id, parameters, strokes: this.strokes.length },
      signal => grabCut({ ...ofVolume, slice, ...parameters }, signal));
  }
}
