import type { SliceRange } from '../../geometry/voxelGrid.ts';
import type { Window } from '../../render/lut.ts';

export interface AreaState {
  /** Voxel (i, j, k) under the cross-hair. */
  readonly at: readonly [number, number, number];
  /** Undefined until somebody marks it: a range that nobody chose has no place on show. */
  readonly range: SliceRange | undefined;
  readonly level: string;
  readonly window: Window;
  readonly isInverted: boolean;
  readonly isCrossHairShown: boolean;
}
