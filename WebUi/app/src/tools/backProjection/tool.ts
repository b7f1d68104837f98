import type { SliceView } from '../../geometry/sliceView.ts';
import { AssistTool } from '../assist/assistTool.ts';
import { Lasso } from '../assist/lasso.ts';
import { limits } from '../assist/options.ts';
import { Rectangle } from '../assist/rectangle.ts';
import { huGate } from '../shared/assistant.ts';
import { Options } from '../shared/options.ts';
import type { ToolPoint } from '../shared/tool.ts';
import { backProjection } from './request.ts';

interface BackProjection {
  readonly mode: 'rectangle' | 'lasso';
  readonly binHu: number;
  readonly threshold: number;
  readonly openMm: number;
  readonly smoothMm: number;
  readonly touchingOnly: boolean;
}

const asked = limits['back-projection'];
export const options = new Options<BackProjection>('back-projection', {
  mode: 'rectangle', binHu: asked.binHu.default, threshold: asked.threshold.default, openMm: asked.openMm.default,
  smoothMm: asked.smoothMm.default, touchingOnly: asked.touchingOnly.default,
});

/** Select what looks like the inside of a rectangle, everywhere or inside a lasso. */
export class BackProjectionTool extends AssistTool {
  private readonly id = 'back-projection';
  private readonly rectangle = new Rectangle(this.workspace.label.columns, this.workspace.label.rows);
  private readonly lasso = new Lasso();
  private inHand: 'rectangle' | 'lasso' = 'rectangle';

  down(at: ToolPoint): void {
    this.inHand = this.rectangle.isCorner(at.px, this.view()) ? 'rectangle' : options.of(this.workspace).mode;
    if (this.inHand === 'lasso') this.lasso.down(at);
    else this.rectangle.down(at, this.view());
    this.redraw();
  }

  move(at: ToolPoint): void {
    if (this.inHand === 'lasso') this.lasso.move(at);
    else this.rectangle.move(at);
    this.redraw();
  }

  up(): void {
    if (this.inHand === 'lasso') this.lasso.up();
    else if (!this.rectangle.up() && this.workspace.state.proposal?.tool === this.id) this.workspace.store.set({ proposal: undefined });
    this.ask();
    this.redraw();
  }

  draw(context: CanvasRenderingContext2D, view: SliceView): void {
    this.rectangle.draw(context, view);
    this.lasso.draw(context, view);
  }

  protected override get isMarked(): boolean {
    return this.rectangle.box !== undefined;
  }

  protected override clear(): void {
    this.rectangle.box = undefined;
    this.lasso.clear();
    if (options.of(this.workspace).mode !== 'rectangle') options.set(this.workspace, { mode: 'rectangle' });
  }

  protected override parameters() {
    const { binHu, threshold, openMm, smoothMm, touchingOnly } = options.of(this.workspace);
    return {
      rectangle: this.rectangle.box!, lasso: this.lasso.points ?? null, binHu, threshold, openMm, smoothMm, touchingOnly,
      ...huGate(this.workspace),
    };
  }

  protected override send(): void {
    const { ofVolume, state: { slice } } = this.workspace;
    const parameters = this.parameters();
    void this.assistant.ask({ tool: this.id, parameters },
      signal => backProjection({ ...ofVolume, slice, limit: null, ...parameters }, signal));
  }
}
