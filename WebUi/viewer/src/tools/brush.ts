import { paintCapsule } from '../geometry/capsule.ts';
import { voxelToCanvas, type Point2, type SliceView } from '../geometry/sliceView.ts';
import type { MaskEdit, Workspace } from '../state/workspace.ts';
import type { Tool, ToolPoint } from './tool.ts';

/** Paints the active segment, or erases; Ctrl turns one into the other while it is held. */
export class BrushTool implements Tool {
  readonly id: 'brush' | 'eraser';
  readonly cursor = 'none';
  private readonly workspace: Workspace;
  private readonly redraw: () => void;
  private edit: MaskEdit | undefined;
  private last: Point2 | undefined;
  private at: ToolPoint | undefined;
  private isErasing = false;
  private canPaint: ((index: number) => boolean) | undefined;

  constructor(id: 'brush' | 'eraser', workspace: Workspace, redraw: () => void) {
    this.id = id;
    this.workspace = workspace;
    this.redraw = redraw;
  }

  down(at: ToolPoint): void {
    const { slice } = this.workspace.state;
    this.at = at;
    this.isErasing = this.erases(at);
    this.canPaint = this.isErasing ? this.erasable(slice) : this.paintable(slice);
    if (!this.canPaint) return;
    this.edit = this.workspace.beginEdit(slice);
    this.last = at.voxel;
    this.stamp(at);
  }

  move(at: ToolPoint): void {
    this.at = at;
    if (this.edit) this.stamp(at);
    this.redraw();
  }

  up(): void {
    if (!this.edit) return;
    const { sizePx, huLock, onlyEmpty, onlyActive } = this.workspace.state.options;
    const edit = this.edit;
    this.edit = undefined;
    this.workspace.commit([edit], this.isErasing ? 'eraser' : 'brush', this.isErasing
      ? { sizePx, segment: onlyActive ? this.workspace.state.segment : null }
      : { sizePx, segment: this.workspace.state.segment, huLock, onlyEmpty });
  }

  cancel(): void {
    if (this.edit) this.workspace.cancel(this.edit);
    this.edit = undefined;
  }

  reset(): void {
    this.up();
  }

  hover(at: ToolPoint | undefined): void {
    this.at = at;
    this.redraw();
  }

  draw(context: CanvasRenderingContext2D, view: SliceView): void {
    if (!this.at) return;
    const [x, y] = voxelToCanvas(view, this.at.voxel);
    const radius = this.workspace.state.options.sizePx / 2 * view.pxPerVoxel[0];
    const isBlocked = !this.edit && !this.erases(this.at) && this.workspace.activeSegment.locked;
    context.setLineDash(this.erases(this.at) && this.id === 'brush' ? [4, 3] : []);
    for (const [width, colour] of [[3, '#000'], [1, '#fff']] as const) {
      context.lineWidth = width;
      context.strokeStyle = colour;
      context.beginPath();
      context.arc(x, y, Math.max(2, radius), 0, 2 * Math.PI);
      if (isBlocked) {
        context.moveTo(x - 6, y - 6);
        context.lineTo(x + 6, y + 6);
      }
      context.stroke();
    }
    context.setLineDash([]);
  }

  private erases(at: ToolPoint): boolean {
    return this.edit ? this.isErasing : (this.id === 'eraser') !== at.ctrlKey;
  }

  private paintable(slice: number): ((index: number) => boolean) | undefined {
    const { segment, options } = this.workspace.state;
    const writable = this.workspace.writable(slice, segment, options.huLock);
    if (!writable || !options.onlyEmpty) return writable;
    const mask = this.workspace.mask(slice);
    return index => mask[index] === 0 && writable(index);
  }

  private erasable(slice: number): ((index: number) => boolean) | undefined {
    const { segment, options } = this.workspace.state;
    const writable = this.workspace.writable(slice, 0, false);
    if (!writable || !options.onlyActive) return writable;
    const mask = this.workspace.mask(slice);
    return index => mask[index] === segment && writable(index);
  }

  private stamp(at: ToolPoint): void {
    const { label, geometry, state } = this.workspace;
    const mask = this.workspace.mask(this.edit!.slice);
    const value = this.isErasing ? 0 : state.segment;
    const canPaint = this.canPaint!;
    const rowsPerColumn = geometry ? geometry.spacingMm[1]! / geometry.spacingMm[0]! : 1;
    const box = paintCapsule(this.last!, at.voxel, state.options.sizePx / 2, rowsPerColumn, label.columns, label.rows, index => {
      if (canPaint(index)) mask[index] = value;
    });
    this.last = at.voxel;
    this.workspace.touched(this.edit!, box);
  }
}
