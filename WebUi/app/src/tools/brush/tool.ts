import { sweepBrush } from '../../geometry/runs.ts';
import { voxelToCanvas, type Point2, type SliceView } from '../../geometry/sliceView.ts';
import { pixelShape } from '../../geometry/voxelGrid.ts';
import type { Workspace } from '../../state/workspace.ts';
import { drawing, resizeBrush } from '../drawing/options.ts';
import { Painting } from '../drawing/painting.ts';
import type { Tool, ToolPoint } from '../shared/tool.ts';

const LIGHTEST_PRESSURE = 0.6;

/** Paints the active segment, or erases; Ctrl turns one into the other while it is held. */
export class BrushTool implements Tool {
  readonly id: 'brush' | 'eraser';
  readonly cursor = 'none';
  private readonly workspace: Workspace;
  private readonly redraw: () => void;
  private painting: Painting | undefined;
  private last: Point2 | undefined;
  private at: ToolPoint | undefined;

  constructor(id: 'brush' | 'eraser', workspace: Workspace, redraw: () => void) {
    this.id = id;
    this.workspace = workspace;
    this.redraw = redraw;
  }

  down(at: ToolPoint): void {
    this.at = at;
    this.painting = new Painting(this.workspace, this.erases(at));
    this.last = at.voxel;
    this.stamp(at);
  }

  move(at: ToolPoint): void {
    this.at = at;
    if (this.painting) this.stamp(at);
    this.redraw();
  }

  up(): void {
    const { painting } = this;
    this.painting = undefined;
    painting?.commit(painting.isErasing ? 'eraser' : 'brush', this.parameters());
  }

  cancel(): void {
    this.painting?.cancel();
    this.painting = undefined;
  }

  reset(): void {
    this.up();
  }

  hover(at: ToolPoint | undefined): void {
    this.at = at;
    this.redraw();
  }

  resize(steps: number): void {
    resizeBrush(this.workspace, steps);
  }

  draw(context: CanvasRenderingContext2D, view: SliceView): void {
    if (!this.at) return;
    const [x, y] = voxelToCanvas(view, this.at.voxel);
    const radius = Math.max(2, this.radius(this.at) * view.pxPerVoxel[0]);
    const isBlocked = !this.painting && !this.erases(this.at) && this.workspace.segments.active.locked;
    context.setLineDash(this.erases(this.at) && this.id === 'brush' ? [4, 3] : []);
    for (const [width, colour] of [[3, '#000'], [1, '#fff']] as const) {
      context.lineWidth = width;
      context.strokeStyle = colour;
      context.beginPath();
      if (drawing.of(this.workspace).brushShape === 'round') context.arc(x, y, radius, 0, 2 * Math.PI);
      else context.rect(x - radius, y - radius, 2 * radius, 2 * radius);
      if (isBlocked) {
        context.moveTo(x - 6, y - 6);
        context.lineTo(x + 6, y + 6);
      }
      context.stroke();
    }
    context.setLineDash([]);
  }

  private erases(at: ToolPoint): boolean {
    return this.painting?.isErasing ?? ((this.id === 'eraser' || at.pen?.isEraser === true) !== at.ctrlKey);
  }

  /** In columns. */
  private radius({ pen }: ToolPoint): number {
    const { sizeUnit, sizePx, sizeMm, isPressureOn } = drawing.of(this.workspace);
    const share = pen && isPressureOn ? LIGHTEST_PRESSURE + (1 - LIGHTEST_PRESSURE) * pen.pressure : 1;
    return share * (sizeUnit === 'px' ? sizePx : sizeMm / this.pixelMm[0]) / 2;
  }

  private get pixelMm(): readonly [number, number] {
    return pixelShape(this.workspace.series, this.workspace.state.slice);
  }

  private parameters(): object {
    const { sizeUnit, sizePx, sizeMm, brushShape, isSphere, slabSlices } = drawing.of(this.workspace);
    return { ...(sizeUnit === 'px' ? { sizePx } : { sizeMm }), brushShape, ...(isSphere ? { isSphere } : { slabSlices }) };
  }

  private stamp(at: ToolPoint): void {
    const { label } = this.workspace;
    const [width, height] = this.pixelMm;
    const { brushShape } = drawing.of(this.workspace);
    const radius = this.radius(at);
    for (const [slice, share] of this.slices(radius * width)) {
      this.painting!.fill(slice, sweepBrush(this.last!, at.voxel, radius * share, brushShape, height / width, label.columns, label.rows));
    }
    this.last = at.voxel;
  }

  /** The slices that are painted, each with the share of the brush's radius there. */
  private slices(radiusMm: number): [number, number][] {
    const { state: { slice }, label, series: { geometry } } = this.workspace;
    const options = drawing.of(this.workspace);
    const spacing = geometry?.spacingMm[2];
    const isSphere = options.isSphere && spacing;
    const reach = isSphere ? Math.floor(radiusMm / spacing + 1e-9) : options.slabSlices;
    const slices: [number, number][] = [];
    for (let k = Math.max(label.firstSlice, slice - reach); k <= Math.min(label.lastSlice, slice + reach); k++) {
      const share = isSphere ? Math.sqrt(Math.max(0, 1 - ((k - slice) * spacing / radiusMm) ** 2)) : 1;
      slices.push([k, share]);
    }
    return slices;
  }
}
