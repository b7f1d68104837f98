import { voxelAt, type SliceView } from '../../geometry/sliceView.ts';
import { encodeMask, toBase64 } from '../../masks/codec.ts';
import type { Workspace } from '../../state/workspace.ts';
import { PointTool } from '../assist/assistTool.ts';
import { limits } from '../assist/options.ts';
import type { Assistant } from '../shared/assistant.ts';
import { Options } from '../shared/options.ts';
import type { ToolPoint } from '../shared/tool.ts';
import { split } from './request.ts';
import { t } from './texts.ts';

export const options = new Options<{ readonly mode: 'give' | 'remove'; readonly depthMm: number }>('split', {
  mode: 'give', depthMm: limits.split.depthMm.default,
});

/** Click a part that touches another part of the same segment: up to the neck between them it goes to the active segment, or away. */
export class SplitTool extends PointTool {
  private readonly id = 'split';
  private readonly say: (text: string) => void;

  constructor(workspace: Workspace, assistant: Assistant, view: () => SliceView, redraw: () => void, say: (text: string) => void) {
    super(workspace, assistant, view, redraw);
    this.say = say;
  }

  override down(at: ToolPoint): void {
    this.start = voxelAt(this.view(), at.voxel);
    const from = this.from();
    const isOwn = from === this.workspace.state.segment && options.of(this.workspace).mode === 'give';
    if (isOwn) this.say(t('sameSegment'));
    if (!from || isOwn) this.start = undefined;
    this.ask();
    this.redraw();
  }

  /** The segment under the mark. */
  private from(): number {
    const { label: { columns }, state: { slice } } = this.workspace;
    return this.start ? this.workspace.mask(slice)[this.start[1] * columns + this.start[0]]! : 0;
  }

  protected override parameters() {
    const { depthMm, mode } = options.of(this.workspace);
    return { column: this.start![0], row: this.start![1], from: this.from(), depthMm, mode };
  }

  protected override send(): void {
    const { ofVolume, label: { columns, rows }, state: { slice } } = this.workspace;
    const { from, mode, ...where } = this.parameters();
    const labels = this.workspace.mask(slice).map(label => (label === from ? 1 : 0));
    const mask = toBase64(encodeMask({ columns, rows, labels }));
    const parameters = { from, mode, ...where };
    void this.assistant.ask({ tool: this.id, moves: true, parameters, ...(mode === 'remove' && { erasesFrom: from }) },
      signal => split({ ...ofVolume, slice, mask, ...where }, signal));
  }
}
