import type { SliceView } from '../../geometry/sliceView.ts';
import { AssistTool } from '../assist/assistTool.ts';
import { Lasso } from '../assist/lasso.ts';
import { limits } from '../assist/options.ts';
import { Options } from '../shared/options.ts';
import type { ToolPoint } from '../shared/tool.ts';
import { threshold } from './request.ts';

interface Threshold {
  /** The active segment's range while both are empty. */
  readonly minValue: number | null;
  readonly maxValue: number | null;
  readonly allSlices: boolean;
  readonly minIslandMm2: number;
  readonly openMm: number;
  readonly maxHoleMm2: number;
}

const asked = limits.threshold;
export const options = new Options<Threshold>('threshold', {
  minValue: null, maxValue: null, allSlices: false,
  minIslandMm2: 20, // the service leaves everything in: a person would have to take the specks out by hand
  openMm: asked.openMm.default, maxHoleMm2: asked.maxHoleMm2.default,
});

/** Whether a range is typed; the active segment's holds otherwise. */
export function isTyped({ minValue, maxValue }: Threshold): boolean {
  return minValue !== null || maxValue !== null;
}

/** Select a range of values on this slice or on all, within a lasso if one is drawn, and clean it up. */
export class ThresholdTool extends AssistTool {
  private readonly id = 'threshold';
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
    const set = options.of(this.workspace);
    const typed = isTyped(set) ? `${set.minValue}…${set.maxValue}` : '';
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
    const { label: { firstSlice, lastSlice }, segments: { active }, voxels: { hasHu }, state: { slice } } = this.workspace;
    const set = options.of(this.workspace);
    const { minValue, maxValue, openMm, minIslandMm2, maxHoleMm2, allSlices } = set;
    const isOwn = isTyped(set) || !hasHu;
    return {
      min: isOwn ? minValue : active.minHu, max: isOwn ? maxValue : active.maxHu, openMm, minIslandMm2, maxHoleMm2,
      lasso: this.lasso.points ?? null, ...(allSlices ? { firstSlice, lastSlice } : { firstSlice: slice, lastSlice: slice }),
    };
  }

  protected override send(): void {
    const { ofVolume } = this.workspace;
    const parameters = this.parameters();
    void this.assistant.ask({ tool: this.id, parameters }, signal => threshold({ ...ofVolume, ...parameters }, signal));
  }
}
