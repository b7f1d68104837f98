import { regionGrowing } from '../api/client.ts';
import { huGate } from './assist.ts';
import { PointTool } from './assistTool.ts';

/** Click, and what hangs together with the pixel and has a similar value is proposed, on this slice or on all. */
export class RegionGrowingTool extends PointTool {
  override readonly id = 'region-growing';

  protected override parameters() {
    const { options: { toleranceHu, openMm, allSlices }, slice } = this.workspace.state;
    const { firstSlice, lastSlice } = this.workspace.label;
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
