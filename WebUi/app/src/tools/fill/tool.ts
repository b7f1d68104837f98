import { floodFill } from '../../masks/regions.ts';
import type { Workspace } from '../../state/workspace.ts';
import { changeSlices, eraseGate, paintGate, ruleParameters, sayNothingPainted } from '../drawing/painting.ts';
import { Options } from '../shared/options.ts';
import type { Tool, ToolPoint } from '../shared/tool.ts';

interface Filling { readonly fillBy: 'values' | 'label'; readonly fillToleranceHu: number }

export const options = new Options<Filling>('fill', { fillBy: 'values', fillToleranceHu: 30 });

/**
 * Fills the connected pixels (by edges) that carry the same label as the one clicked and, filling by values, differ from
 * its value by at most the tolerance. Ctrl erases them.
 */
export class FillTool implements Tool {
  readonly id = 'fill';
  readonly cursor = 'crosshair';
  private readonly workspace: Workspace;

  constructor(workspace: Workspace) {
    this.workspace = workspace;
  }

  down(at: ToolPoint): void {
    const { workspace } = this;
    const { label: { columns, rows }, state: { slice, segment } } = workspace;
    const { fillBy, fillToleranceHu } = options.of(workspace);
    const [i, j] = [Math.round(at.voxel[0]), Math.round(at.voxel[1])];
    if (i < 0 || j < 0 || i >= columns || j >= rows) return;
    const isErasing = at.ctrlKey || at.pen?.isEraser === true;
    const gate = isErasing ? eraseGate(workspace, slice) : paintGate(workspace, slice, segment);
    const seed = j * columns + i;
    const mask = workspace.mask(slice);
    if (!gate?.(seed)) {
      sayNothingPainted(workspace, isErasing, mask[seed] !== segment);
      return;
    }

    const [label, value] = [mask[seed], workspace.voxels.valueAt(slice, seed)];
    const byValues = !isErasing && fillBy === 'values' && value !== undefined;
    const isInside = (index: number) => mask[index] === label && gate(index)
      && (!byValues || Math.abs(workspace.voxels.valueAt(slice, index)! - value) <= fillToleranceHu);
    const region = floodFill(seed, columns, rows, 4, isInside);
    const parameters = {
      seed: [i, j], isErasing, ...(byValues ? { fillBy: 'values', toleranceHu: fillToleranceHu } : { fillBy: 'label' }),
      ...ruleParameters(workspace, isErasing),
    };
    changeSlices(workspace, [slice], this.id, parameters, (_, pixels) => {
      for (const index of region) pixels[index] = isErasing ? 0 : segment;
    });
  }
}
