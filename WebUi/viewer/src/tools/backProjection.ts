import { backProjection } from '../api/client.ts';
import type { SliceView } from '../geometry/sliceView.ts';
import type { Workspace } from '../state/workspace.ts';
import { huGate, type Assistant } from './assist.ts';
import { Rectangle } from './rectangle.ts';
import type { Tool, ToolPoint } from './tool.ts';

const SETTLE_MS = 150;

/** Select what looks like the inside of a rectangle. */
export class BackProjectionTool implements Tool {
  readonly id = 'back-projection';
  readonly cursor = 'crosshair';
  private readonly workspace: Workspace;
  private readonly assistant: Assistant;
  private readonly view: () => SliceView;
  private readonly redraw: () => void;
  private readonly rectangle: Rectangle;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(workspace: Workspace, assistant: Assistant, view: () => SliceView, redraw: () => void) {
    this.workspace = workspace;
    this.assistant = assistant;
    this.view = view;
    this.redraw = redraw;
    this.rectangle = new Rectangle(workspace.label.columns, workspace.label.rows);
  }

  down(at: ToolPoint): void {
    this.rectangle.down(at, this.view());
    this.redraw();
  }

  move(at: ToolPoint): void {
    this.rectangle.move(at);
    this.redraw();
  }

  up(): void {
    if (this.rectangle.up()) this.ask();
    else this.workspace.store.set({ proposal: undefined });
    this.redraw();
  }

  cancel(): void {
    this.reset();
  }

  reset(): void {
    clearTimeout(this.timer);
    this.assistant.stop();
    this.rectangle.box = undefined;
    this.redraw();
  }

  optionsChanged(): void {
    clearTimeout(this.timer);
    if (this.rectangle.box && !this.assistant.hasAsked(this.parameters())) this.timer = setTimeout(() => this.ask(), SETTLE_MS);
  }

  draw(context: CanvasRenderingContext2D, view: SliceView): void {
    this.rectangle.draw(context, view);
  }

  private parameters() {
    const { binHu, threshold, openMm, touchingOnly } = this.workspace.state.options;
    return { rectangle: this.rectangle.box!, binHu, threshold, openMm, touchingOnly, ...huGate(this.workspace) };
  }

  private ask(): void {
    const { label: { seriesInstanceUid }, state: { slice } } = this.workspace;
    const parameters = this.parameters();
    void this.assistant.ask('back-projection', parameters, 0,
      signal => backProjection({ seriesInstanceUid, slice, limit: null, ...parameters }, signal));
  }
}
