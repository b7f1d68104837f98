import { backProjection } from '../api/client.ts';
import type { SliceView } from '../geometry/sliceView.ts';
import { huGate } from './assist.ts';
import { AssistTool } from './assistTool.ts';
import { Lasso } from './lasso.ts';
import { Rectangle } from './rectangle.ts';
import type { ToolPoint } from './tool.ts';

/** Select what looks like the inside of a rectangle, everywhere or inside a lasso. */
export class BackProjectionTool extends AssistTool {
  override readonly id = 'back-projection';
  private readonly rectangle = new Rectangle(this.workspace.label.columns, this.workspace.label.rows);
  private readonly lasso = new Lasso();
  private inHand: 'rectangle' | 'lasso' = 'rectangle';

  down(at: ToolPoint): void {
    this.inHand = this.rectangle.isCorner(at.px, this.view()) ? 'rectangle' : this.workspace.state.options.backProjectionMode;
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
    if (this.workspace.state.options.backProjectionMode !== 'rectangle') this.workspace.setOptions({ backProjectionMode: 'rectangle' });
  }

  protected override parameters() {
    const { binHu, threshold, openMm, smoothMm, touchingOnly } = this.workspace.state.options;
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
