import { PointTool } from '../assist/assistTool.ts';
import { limits } from '../assist/options.ts';
import { huGate } from '../shared/assistant.ts';
import { Options } from '../shared/options.ts';
import { regionGrowing } from './request.ts';

interface RegionGrowing { readonly toleranceHu: number; readonly openMm: number; readonly allSlices: boolean }

const asked = limits['region-growing'];
export const options = new Options<RegionGrowing>('region-growing', {
  toleranceHu: asked.toleranceHu.default, openMm: asked.openMm.default, allSlices: false,
});

/** Click, and what hangs together with the pixel and has a similar value is proposed, on this slice or on all. */
export class RegionGrowingTool extends PointTool {
  private readonly id = 'region-growing';

  protected override parameters() {
    const { label: { firstSlice, lastSlice }, state: { slice } } = this.workspace;
    const { toleranceHu, openMm, allSlices } = options.of(this.workspace);
    return {
      column: this.start![0], row: this.start![1], toleranceHu, openMm, lasso: null,
      ...(allSlices ? { firstSlice, lastSlice } : { firstSlice: slice, lastSlice: slice }), ...huGate(this.workspace),
    };
  }

  protected override send(): void {
    const { ofVolume, state: { slice } } = this.workspace;
    const parameters = this.parameters();
    void this.assistant.ask({ tool: this.id, parameters }, signal => regionGrowing({ ...ofVolume, slice, ...parameters }, signal));
  }
}
