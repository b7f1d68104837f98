import { voxelAt, voxelToCanvas, type Point2, type SliceView } from '../../geometry/sliceView.ts';
import type { Workspace } from '../../state/workspace.ts';
import type { Assistant } from '../shared/assistant.ts';
import type { Tool, ToolPoint } from '../shared/tool.ts';

const SETTLE_MS = 150;

/** A tool that marks something on the picture and asks the server about it: when it is marked, and when options change after that. */
export abstract class AssistTool implements Tool {
  readonly cursor = 'crosshair';
  protected readonly workspace: Workspace;
  protected readonly assistant: Assistant;
  protected readonly view: () => SliceView;
  protected readonly redraw: () => void;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(workspace: Workspace, assistant: Assistant, view: () => SliceView, redraw: () => void) {
    this.workspace = workspace;
    this.assistant = assistant;
    this.view = view;
    this.redraw = redraw;
  }

  cancel(): void {
    this.reset();
  }

  reset(): void {
    clearTimeout(this.timer);
    this.assistant.stop();
    this.clear();
    this.redraw();
  }

  optionsChanged(): void {
    clearTimeout(this.timer);
    if (this.isMarked && !this.assistant.hasAsked(this.parameters())) this.timer = setTimeout(() => this.send(), SETTLE_MS);
  }

  /** Asks, if there is something to ask about. */
  protected ask(): void {
    clearTimeout(this.timer);
    if (this.isMarked) this.send();
  }

  protected abstract get isMarked(): boolean;
  /** What the answer depends on; stored with the revision. Only while something is marked. */
  protected abstract parameters(): object;
  protected abstract send(): void;
  /** Forgets what is marked. */
  protected abstract clear(): void;
}

/** An assist tool that asks about the pixel that was clicked. */
export abstract class PointTool extends AssistTool {
  protected start: Point2 | undefined;

  down(at: ToolPoint): void {
    this.start = voxelAt(this.view(), at.voxel);
    this.ask();
    this.redraw();
  }

  draw(context: CanvasRenderingContext2D, view: SliceView): void {
    if (this.start) drawCross(context, voxelToCanvas(view, this.start));
  }

  protected override get isMarked(): boolean {
    return this.start !== undefined;
  }

  protected override clear(): void {
    this.start = undefined;
  }
}

function drawCross(context: CanvasRenderingContext2D, [x, y]: Point2): void {
  for (const [colour, width] of [['#000', 4], ['#a3b3ff', 2]] as const) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]] as const) {
      context.moveTo(x + 3 * dx, y + 3 * dy);
      context.lineTo(x + 9 * dx, y + 9 * dy);
    }
    context.stroke();
  }
}
