import { threshold } from '../api/client.ts';
import type { SliceView } from '../geometry/sliceView.ts';
import type { Workspace } from '../state/workspace.ts';
import type { Assistant } from './assist.ts';
import { Lasso } from './lasso.ts';
import type { Tool, ToolPoint } from './tool.ts';

const SETTLE_MS = 150;

/** Select a range of values on this slice or on all, within a lasso if one is drawn, and clean it up. */
export class ThresholdTool implements Tool {
  readonly id = 'threshold';
  readonly cursor = 'crosshair';
  private readonly workspace: Workspace;
  private readonly assistant: Assistant;
  private readonly redraw: () => void;
  private readonly lasso = new Lasso();
  private isAsked = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(workspace: Workspace, assistant: Assistant, redraw: () => void) {
    this.workspace = workspace;
    this.assistant = assistant;
    this.redraw = redraw;
  }

  down(at: ToolPoint): void {
    this.lasso.down(at);
    this.redraw();
  }

  move(at: ToolPoint): void {
    this.lasso.move(at);
    this.redraw();
  }

  up(): void {
    this.lasso.up();
    this.confirm();
    this.redraw();
  }

  confirm(): boolean {
    clearTimeout(this.timer);
    this.isAsked = true;
    this.ask();
    return true;
  }

  cancel(): void {
    this.reset();
  }

  reset(): void {
    clearTimeout(this.timer);
    this.assistant.stop();
    this.lasso.clear();
    this.isAsked = false;
    this.redraw();
  }

  optionsChanged(): void {
    clearTimeout(this.timer);
    if (this.isAsked && !this.assistant.hasAsked(this.parameters())) this.timer = setTimeout(() => this.ask(), SETTLE_MS);
  }

  draw(context: CanvasRenderingContext2D, view: SliceView): void {
    this.lasso.draw(context, view);
  }

  /** Without numbers typed, the active segment's range. */
  private parameters() {
    const { options: { minValue, maxValue, openMm, minIslandMm2, maxHoleMm2, allSlices }, slice } = this.workspace.state;
    const { label: { firstSlice, lastSlice }, activeSegment, hasHu } = this.workspace;
    const isTyped = minValue !== null || maxValue !== null;
    return {
      min: isTyped || !hasHu ? minValue : activeSegment.minHu, max: isTyped || !hasHu ? maxValue : activeSegment.maxHu, openMm, minIslandMm2, maxHoleMm2,
      lasso: this.lasso.points ?? null, ...(allSlices ? { firstSlice, lastSlice } : { firstSlice: slice, lastSlice: slice }),
    };
  }

  private ask(): void {
    const { label: { seriesInstanceUid } } = this.workspace;
    const parameters = this.parameters();
    void this.assistant.ask({ tool: 'threshold', parameters }, signal => threshold({ seriesInstanceUid, ...parameters }, signal));
  }
}
