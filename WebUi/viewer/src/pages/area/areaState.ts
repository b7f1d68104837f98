import type { SliceRange } from '../../geometry/voxelGrid.ts';
import type { Window } from '../../render/lut.ts';

export interface AreaState {
  /** Voxel (i, j, k) under the cross-hair. */
  readonly at: readonly [number, number, number];
  readonly range: SliceRange;
  readonly level: string;
  readonly window: Window;
  readonly isInverted: boolean;
  readonly isCrossHairShown: boolean;
}
