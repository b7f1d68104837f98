import { pixelShape } from '../../geometry/voxelGrid.ts';
import { regionsOf, touchesRim, type Region } from '../../masks/regions.ts';
import type { Workspace } from '../../state/workspace.ts';
import { changeSlices, paintGate, ruleParameters, scopeOf } from '../drawing/painting.ts';
import { Options } from '../shared/options.ts';
import type { Tool } from '../shared/tool.ts';

interface Islands {
  readonly islandRule: 'largest' | 'small' | 'holes';
  readonly islandMm2: number;
  readonly holeMm2: number;
  readonly allSlices: boolean;
}

export const options = new Options<Islands>('islands', { islandRule: 'small', islandMm2: 10, holeMm2: 10, allSlices: false });

/**
 * Cleans the active segment up: keeps the largest island, drops those under a size, or fills holes up to a size. Pixels
 * that touch by a corner are one island; a hole is what no way along edges joins to the rim.
 */
export class IslandsTool implements Tool {
  readonly id = 'islands';
  readonly cursor = 'default';
  private readonly workspace: Workspace;

  constructor(workspace: Workspace) {
    this.workspace = workspace;
  }

  confirm(): void {
    const { segment } = this.workspace.state;
    const { islandRule, islandMm2, holeMm2, allSlices } = options.of(this.workspace);
    const slices = scopeOf(this.workspace, allSlices).filter(slice => this.workspace.masks.pixelCounts(slice)[segment]! > 0);
    if (islandRule === 'holes') {
      const parameters = { holeMm2, ...ruleParameters(this.workspace, false) };
      changeSlices(this.workspace, slices, 'fill-holes', parameters, (slice, mask) => this.fillHoles(slice, mask));
    } else {
      const parameters = { segment, keep: islandRule === 'largest' ? 'largest' : { fromMm2: islandMm2 } };
      changeSlices(this.workspace, slices, this.id, parameters, (slice, mask) => this.dropIslands(slice, mask));
    }
  }

  private dropIslands(slice: number, mask: Uint8Array): void {
    const { label: { columns, rows }, state: { segment } } = this.workspace;
    const { islandRule, islandMm2 } = options.of(this.workspace);
    if (!this.workspace.segments.writable(slice, segment, false)) return;
    const islands = regionsOf(columns, rows, 8, index => mask[index] === segment);
    const dropped = islandRule === 'largest' ? islands.filter(island => island !== largestOf(islands))
      : islands.filter(island => this.areaMm2(slice, island) < islandMm2 - 1e-9);
    for (const island of dropped) for (const index of island) mask[index] = 0;
  }

  private fillHoles(slice: number, mask: Uint8Array): void {
    const { label: { columns, rows }, state: { segment } } = this.workspace;
    const gate = paintGate(this.workspace, slice, segment);
    if (!gate) return;
    const holes = regionsOf(columns, rows, 4, index => mask[index] !== segment)
      .filter(region => !touchesRim(region, columns, rows) && this.areaMm2(slice, region) <= options.of(this.workspace).holeMm2 + 1e-9);
    for (const hole of holes) for (const index of hole) if (gate(index)) mask[index] = segment;
  }

  private areaMm2(slice: number, region: Region): number {
    const [width, height] = pixelShape(this.workspace.series, slice);
    return region.length * width * height;
  }
}

/** Of equals the first in reading order. */
function largestOf(regions: readonly Region[]): Region | undefined {
  return regions.reduce<Region | undefined>((best, region) => (best && best.length >= region.length ? best : region), undefined);
}
