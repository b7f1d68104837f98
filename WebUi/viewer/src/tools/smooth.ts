import { discOf, reshape } from '../masks/disc.ts';
import type { Workspace } from '../state/workspace.ts';
import { changeSlices, paintGate, ruleParameters, scopeOf } from './painting.ts';
import type { Tool } from './tool.ts';

/** Smooths the active segment's border with a disc, or moves it outwards or inwards by the disc's radius. */
export class SmoothTool implements Tool {
  readonly id = 'smooth';
  readonly cursor = 'default';
  private readonly workspace: Workspace;

  constructor(workspace: Workspace) {
    this.workspace = workspace;
  }

  confirm(): void {
    const { label: { columns, rows }, state: { segment, options } } = this.workspace;
    const disc = discOf(options.radiusMm, this.workspace.pixelSpacingMm);
    const slices = scopeOf(this.workspace).filter(slice => this.workspace.pixelCounts(slice)[segment]! > 0);
    const parameters = { radiusMm: options.radiusMm, ...ruleParameters(this.workspace, false) };
    changeSlices(this.workspace, slices, options.reshape, parameters, (slice, mask) => {
      const gate = paintGate(this.workspace, slice, segment);
      if (!gate) return;
      reshape(mask, segment, disc, options.reshape, columns, rows)?.forEach((isInside, index) => {
        if (isInside && mask[index] !== segment && gate(index)) mask[index] = segment;
        else if (!isInside && mask[index] === segment) mask[index] = 0;
      });
    });
  }
}
