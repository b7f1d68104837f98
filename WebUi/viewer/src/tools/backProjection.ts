import { backProjection } from '../api/client.ts';
import type { SliceView } from '../geometry/sliceView.ts';
import type { Workspace } from '../state/workspace.ts';
import { huGate, type Assistant } from './assist.ts';
import { Lasso } from './lasso.ts';
import { Rectangle } from './rectangle.ts';
import type { Tool, ToolPoint } from './tool.ts';

const SETTLE_MS = 150;

/** Select what looks like the inside of a rectangle, everywhere or inside a lasso. */
export class BackProjectionTool implements Tool {
  readonly id = 'back-projection';
  readonly cursor = 'crosshair';
  private readonly workspace: Workspace;
  private readonly assistant: Assistant;
  private readonly view: () => SliceView;
  private readonly redraw: () => void;
  private readonly rectangle: Rectangle;
  private readonly lasso = new Lasso();
  private inHand: 'rectangle' | 'lasso' = 'rectangle';
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(workspace: Workspace, assistant: Assistant, view: () => SliceView, redraw: () => void) {
    this.workspace = workspace;
    this.assistant = assistant;
    this.view = view;
    this.redraw = redraw;
    this.rectangle = new Rectangle(workspace.label.columns, workspace.label.rows);
  }

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
    clearTimeout(this.timer);
    if (this.inHand === 'lasso') this.lasso.up();
    else if (!this.rectangle.up()) this.workspace.store.set({ proposal: undefined });
    if (this.rectangle.box) this.ask();
    this.redraw();
  }

  cancel(): void {
    this.reset();
  }

  reset(): void {
    clearTimeout(this.timer);
    this.assistant.stop();
    this.rectangle.box = undefined;
    this.lasso.clear();
    if (this.workspace.state.options.backProjectionMode !== 'rectangle') this.workspace.setOptions({ backProjectionMode: 'rectangle' });
    this.redraw();
  }

  optionsChanged(): void {
    clearTimeout(this.timer);
    if (this.rectangle.box && !this.assistant.hasAsked(this.parameters())) this.timer = setTimeout(() => this.ask(), SETTLE_MS);
  }

  draw(context: CanvasRenderingContext2D, view: SliceView): void {
    this.rectangle.draw(context, view);
    this.lasso.draw(context, view);
  }

  private parameters() {
    const { binHu, threshold, openMm, smoothMm, touchingOnly } = this.workspace.state.options;
    return {
      rectangle: this.rectangle.box!, lasso: this.lasso.points ?? null, binHu, threshold, openMm, smoothMm, touchingOnly,
      ...huGate(this.workspace),
    };
  }

  private ask(): void {
    const { label: { seriesInstanceUid }, state: { slice } } = this.workspace;
    const parameters = this.parameters();
    void this.assistant.ask({ tool: 'back-projection', parameters },
      signal => backProjection({ seriesInstanceUid, slice, limit: null, ...parameters }, signal));
  }
}
