import { edgeCosts, wayTo, waysFrom } from '../../geometry/livewire.ts';
import { fillPolygon } from '../../geometry/polygon.ts';
import { voxelAt, voxelToCanvas, type Point2, type SliceView } from '../../geometry/sliceView.ts';
import { mayAsk } from '../../state/proposals.ts';
import type { Workspace } from '../../state/workspace.ts';
import type { Tool, ToolPoint } from '../shared/tool.ts';

const CLOSE_PX = 8;
const CT_RANGE_HU = 700;

/**
 * An outline that snaps to edges: click to fix it, click its beginning (or Enter) to close it. Works in the browser on the
 * voxels that are here already: the ways from an anchor take some ten milliseconds once, a way to the pointer none.
 */
export class LivewireTool implements Tool {
  private readonly id = 'livewire';
  readonly cursor = 'crosshair';
  private readonly workspace: Workspace;
  private readonly view: () => SliceView;
  private readonly redraw: () => void;
  private costs: Uint8Array | undefined;
  private before: Int32Array | undefined;
  private fixed: number[] = [];
  /** How long the outline was before each anchor, so that one can be taken back. */
  private readonly lengths: number[] = [];
  private free: number[] = [];

  constructor(workspace: Workspace, view: () => SliceView, redraw: () => void) {
    this.workspace = workspace;
    this.view = view;
    this.redraw = redraw;
  }

  down(at: ToolPoint): void {
    const pixel = this.pixelAt(at);
    if (pixel === undefined) return;
    if (this.fixed.length > 0 && this.isAtStart(at)) {
      this.confirm();
      return;
    }
    if (this.fixed.length === 0) {
      if (!mayAsk(this.workspace, this.id)) return;
      this.workspace.store.set({ proposal: undefined });
    }
    this.lengths.push(this.fixed.length);
    const way = this.before ? wayTo(pixel, this.before, this.workspace.label.columns) : this.point(pixel);
    this.fixed.push(...(this.fixed.length > 0 ? way.slice(2) : way));
    this.anchor(pixel);
    this.redraw();
  }

  hover(at: ToolPoint | undefined): void {
    const pixel = at && this.pixelAt(at);
    this.free = pixel !== undefined && this.before ? wayTo(pixel, this.before, this.workspace.label.columns) : [];
    this.redraw();
  }

  move(at: ToolPoint): void {
    this.hover(at);
  }

  /** Takes the last anchor back. */
  back(): void {
    const length = this.lengths.pop();
    if (length === undefined) return;
    this.fixed.length = length;
    const [column, row] = this.fixed.slice(-2);
    if (column === undefined || row === undefined) this.reset();
    else this.anchor(row * this.workspace.label.columns + column);
    this.redraw();
  }

  /** Closes the outline and proposes what lies inside. */
  confirm(): void {
    const { label, state } = this.workspace;
    const { huLock } = state.rules;
    if (this.fixed.length < 6 || !this.before) return;
    const start = this.fixed[1]! * label.columns + this.fixed[0]!;
    const closing = wayTo(start, this.before, label.columns).slice(2, -2);
    const outline = [...this.fixed, ...closing];
    const writable = this.workspace.segments.writable(state.slice, state.segment, huLock);
    const mask = new Uint8Array(label.rows * label.columns);
    const take = (index: number) => { if (writable?.(index)) mask[index] = state.segment; };
    fillPolygon(outline, label.columns, label.rows, take);
    for (let n = 0; n < outline.length; n += 2) take(outline[n + 1]! * label.columns + outline[n]!);
    const anchors = this.lengths.length;
    this.reset();
    this.workspace.store.set({
      proposal: {
        tool: this.id, strokes: 0, notices: [], elapsedMs: undefined, model: null, masks: new Map([[state.slice, mask]]),
        parameters: { anchors, huLock, segment: state.segment },
      },
    });
  }

  cancel(): void {
    this.reset();
  }

  reset(): void {
    this.costs = this.before = undefined;
    this.fixed = [];
    this.free = [];
    this.lengths.length = 0;
    this.redraw();
  }

  draw(context: CanvasRenderingContext2D, view: SliceView): void {
    if (this.fixed.length === 0) return;
    for (const [points, dash] of [[this.fixed, []], [this.free, [4, 3]]] as const) {
      for (const [colour, width] of [['#000', 3], ['#a3b3ff', 1.5]] as const) {
        context.strokeStyle = colour;
        context.lineWidth = width;
        context.setLineDash([...dash]);
        context.beginPath();
        for (let n = 0; n < points.length; n += 2) context.lineTo(...voxelToCanvas(view, [points[n]!, points[n + 1]!]));
        context.stroke();
      }
    }
    context.setLineDash([]);
    context.fillStyle = '#fff';
    for (const length of this.lengths) {
      const [x, y] = voxelToCanvas(view, this.fixed.slice(Math.max(0, length), length + 2) as unknown as Point2);
      context.fillRect(x - 3, y - 3, 6, 6);
    }
  }

  private anchor(pixel: number): void {
    const { label, state, voxels, series } = this.workspace;
    const slice = voxels.get(state.slice);
    if (!slice) return;
    const slope = Math.abs(series.voxels?.slope ?? 1);
    this.costs ??= edgeCosts(slice, label.columns, label.rows, series.voxels?.unit === 'HU' ? slope : CT_RANGE_HU / rangeOf(slice));
    this.before = waysFrom(pixel, this.costs, label.columns, label.rows);
    this.free = [];
  }

  private isAtStart(at: ToolPoint): boolean {
    const [x, y] = voxelToCanvas(this.view(), [this.fixed[0]!, this.fixed[1]!]);
    return this.lengths.length > 1 && Math.hypot(x - at.px[0], y - at.px[1]) <= CLOSE_PX;
  }

  private pixelAt(at: ToolPoint): number | undefined {
    const voxel = voxelAt(this.view(), at.voxel);
    return voxel && voxel[1] * this.workspace.label.columns + voxel[0];
  }

  private point(pixel: number): number[] {
    const { columns } = this.workspace.label;
    return [pixel % columns, Math.floor(pixel / columns)];
  }
}

/** From the first to the last hundredth of a slice's values: what counts where there are no HU. */
function rangeOf(voxels: Int16Array): number {
  const sorted = voxels.slice().sort();
  return Math.max(1, sorted[Math.floor(0.99 * (sorted.length - 1))]! - sorted[Math.floor(0.01 * (sorted.length - 1))]!);
}
