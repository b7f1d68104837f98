import { pixelShape } from '../../geometry/voxelGrid.ts';
import { discOf, reshape as reshaped } from '../../masks/disc.ts';
import type { Workspace } from '../../state/workspace.ts';
import { changeSlices, paintGate, ruleParameters, scopeOf } from '../drawing/painting.ts';
import { Options } from '../shared/options.ts';
import type { Tool } from '../shared/tool.ts';

interface Smoothing { readonly reshape: 'smooth' | 'grow' | 'shrink'; readonly radiusMm: number; readonly allSlices: boolean }

export const options = new Options<Smoothing>('smooth', { reshape: 'smooth', radiusMm: 2, allSlices: false });

/** Smooths the active segment's border with a disc, or moves it outwards or inwards by the disc's radius. */
export class SmoothTool implements Tool {
  readonly id = 'smooth';
  readonly cursor = 'default';
  private readonly workspace: Workspace;

  constructor(workspace: Workspace) {
    this.workspace = workspace;
  }

  confirm(): void {
    const { label: { columns, rows }, series, state: { segment } } = this.workspace;
    const { reshape, radiusMm, allSlices } = options.of(this.workspace);
    const slices = scopeOf(this.workspace, allSlices).filter(slice => this.workspace.masks.pixelCounts(slice)[segment]! > 0);
    const parameters = { radiusMm, ...ruleParameters(this.workspace, false) };
    changeSlices(this.workspace, slices, reshape, parameters, (slice, mask) => {
      const gate = paintGate(this.workspace, slice, segment);
      if (!gate) return;
      const disc = discOf(radiusMm, pixelShape(series, slice));
      reshaped(mask, segment, disc, reshape, columns, rows)?.forEach((isInside, index) => {
        if (isInside && mask[index] !== segment && gate(index)) mask[index] = segment;
        else if (!isInside && mask[index] === segment) mask[index] = 0;
      });
    });
  }
}
