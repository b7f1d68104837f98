import { threshold } from '../api/client.ts';
import type { SliceView } from '../geometry/sliceView.ts';
import { AssistTool } from './assistTool.ts';
import { Lasso } from './lasso.ts';
import type { ToolPoint } from './tool.ts';

/** Select a range of values on this slice or on all, within a lasso if one is drawn, and clean it up. */
export class ThresholdTool extends AssistTool {
  override readonly id = 'threshold';
  private readonly lasso = new Lasso();
  private hasBegun = false;
  private typed = '';

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

  /** The range follows what is typed, as it is typed. */
  override optionsChanged(): void {
    const { minValue, maxValue } = this.workspace.state.options;
    const typed = minValue === null && maxValue === null ? '' : `${minValue}…${maxValue}`;
    if (typed !== this.typed && typed !== '') this.hasBegun = true;
    this.typed = typed;
    super.optionsChanged();
  }

  confirm(): void {
    this.hasBegun = true;
    this.ask();
  }

  draw(context: CanvasRenderingContext2D, view: SliceView): void {
    this.lasso.draw(context, view);
  }

  protected override get isMarked(): boolean {
    return this.hasBegun;
  }

  protected override clear(): void {
    this.lasso.clear();
    this.hasBegun = false;
  }

  /** Without numbers typed, the active segment's range. */
  protected override parameters() {
    const { options: { minValue, maxValue, openMm, minIslandMm2, maxHoleMm2, allSlices }, slice } = this.workspace.state;
    const { label: { firstSlice, lastSlice }, activeSegment, hasHu } = this.workspace;
    const isTyped = minValue !== null || maxValue !== null;
    return {
      min: isTyped || !hasHu ? minValue : activeSegment.minHu, max: isTyped || !hasHu ? maxValue : activeSegment.maxHu, openMm, minIslandMm2, maxHoleMm2,
      lasso: this.lasso.points ?? null, ...(allSlices ? { firstSlice, lastSlice } : { firstSlice: slice, lastSlice: slice }),
    };
  }

  protected override send(): void {
    const { ofVolume } = this.workspace;
    const parameters = this.parameters();
    void this.assistant.ask({ tool: this.id, parameters }, signal => threshold({ ...ofVolume, ...parameters }, signal));
  }
}
