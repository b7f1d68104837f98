import { regionGrowing } from '../api/client.ts';
import { voxelAt, voxelToCanvas, type Point2, type SliceView } from '../geometry/sliceView.ts';
import type { Workspace } from '../state/workspace.ts';
import { huGate, type Assistant } from './assist.ts';
import type { Tool, ToolPoint } from './tool.ts';

const SETTLE_MS = 150;

/** Click, and what hangs together with the pixel and has a similar value is proposed, on this slice or on all. */
export class RegionGrowingTool implements Tool {
  readonly id = 'region-growing';
  readonly cursor = 'crosshair';
  private readonly workspace: Workspace;
  private readonly assistant: Assistant;
  private readonly view: () => SliceView;
  private readonly redraw: () => void;
  private start: Point2 | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(workspace: Workspace, assistant: Assistant, view: () => SliceView, redraw: () => void) {
    this.workspace = workspace;
    this.assistant = assistant;
    this.view = view;
    this.redraw = redraw;
  }

  down(at: ToolPoint): void {
    this.start = voxelAt(this.view(), at.voxel);
    clearTimeout(this.timer);
    if (this.start) this.ask();
    this.redraw();
  }

  cancel(): void {
    this.reset();
  }

  reset(): void {
    clearTimeout(this.timer);
    this.assistant.stop();
    this.start = undefined;
    this.redraw();
  }

  optionsChanged(): void {
    clearTimeout(this.timer);
    if (this.start && !this.assistant.hasAsked(this.parameters())) this.timer = setTimeout(() => this.ask(), SETTLE_MS);
  }

  draw(context: CanvasRenderingContext2D, view: SliceView): void {
    if (this.start) drawCross(context, voxelToCanvas(view, this.start));
  }

  private parameters() {
    const { options: { toleranceHu, openMm, allSlices }, slice } = this.workspace.state;
    const { firstSlice, lastSlice } = this.workspace.label;
    return {
      column: this.start![0], row: this.start![1], toleranceHu, openMm, lasso: null,
      ...(allSlices ? { firstSlice, lastSlice } : { firstSlice: slice, lastSlice: slice }), ...huGate(this.workspace),
    };
  }

  private ask(): void {
    const { label: { seriesInstanceUid }, state: { slice } } = this.workspace;
    const parameters = this.parameters();
    void this.assistant.ask({ tool: 'region-growing', parameters }, signal => regionGrowing({ seriesInstanceUid, slice, ...parameters }, signal));
  }
}

/** Marks where a tool began. */
export function drawCross(context: CanvasRenderingContext2D, [x, y]: Point2): void {
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
