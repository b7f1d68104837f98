import { split } from '../api/client.ts';
import { voxelAt, voxelToCanvas, type Point2, type SliceView } from '../geometry/sliceView.ts';
import { t } from '../i18n/i18n.ts';
import { encodeMask, toBase64 } from '../masks/codec.ts';
import type { Workspace } from '../state/workspace.ts';
import type { Assistant } from './assist.ts';
import { drawCross } from './regionGrowing.ts';
import type { Tool, ToolPoint } from './tool.ts';

const SETTLE_MS = 150;

/** Click a part that touches another part of the same segment: up to the neck between them it goes to the active segment, or away. */
export class SplitTool implements Tool {
  readonly id = 'split';
  readonly cursor = 'crosshair';
  private readonly workspace: Workspace;
  private readonly assistant: Assistant;
  private readonly view: () => SliceView;
  private readonly redraw: () => void;
  private readonly say: (text: string) => void;
  private start: Point2 | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(workspace: Workspace, assistant: Assistant, view: () => SliceView, redraw: () => void, say: (text: string) => void) {
    this.workspace = workspace;
    this.assistant = assistant;
    this.view = view;
    this.redraw = redraw;
    this.say = say;
  }

  down(at: ToolPoint): void {
    clearTimeout(this.timer);
    this.start = voxelAt(this.view(), at.voxel);
    const from = this.from();
    if (!from) this.start = undefined;
    else if (from === this.workspace.state.segment && this.workspace.state.options.splitMode === 'give') {
      this.start = undefined;
      this.say(t('split.sameSegment'));
    } else {
      this.ask();
    }
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

  /** The segment under the mark. */
  private from(): number {
    const { label: { columns }, state: { slice } } = this.workspace;
    return this.start ? this.workspace.mask(slice)[this.start[1] * columns + this.start[0]]! : 0;
  }

  private parameters() {
    return { column: this.start![0], row: this.start![1], from: this.from(), depthMm: this.workspace.state.options.depthMm, mode: this.workspace.state.options.splitMode };
  }

  private ask(): void {
    const { label: { seriesInstanceUid, columns, rows }, state: { slice } } = this.workspace;
    const { from, mode, ...where } = this.parameters();
    const labels = this.workspace.mask(slice).map(label => (label === from ? 1 : 0));
    const mask = toBase64(encodeMask({ columns, rows, labels }));
    void this.assistant.ask({ tool: 'split', parameters: { from, mode, ...where }, ...(mode === 'remove' && { erasesFrom: from }) }, signal => split({ seriesInstanceUid, slice, mask, ...where }, signal));
  }
}
