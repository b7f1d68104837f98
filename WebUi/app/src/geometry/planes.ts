import type { SeriesGeometry } from '../contracts/services.ts';
import { readingFlip, type Vector3 } from './orientation.ts';

export type PlaneName = 'axial' | 'sagittal' | 'coronal';

/** A voxel axis: 0 along columns (i), 1 along rows (j), 2 along slices (k). */
export type Axis = 0 | 1 | 2;

/** One of the three orthogonal cuts through a volume, and how it lies on the screen. */
export interface PlaneLayout {
  /** The plane of the body that it is nearest to. */
  readonly name: PlaneName;
  /** The axis it is cut at; 2 for the slices as they were acquired. */
  readonly through: Axis;
  readonly across: Axis;
  readonly down: Axis;
  /** Whether the two run leftwards and upwards on the screen. */
  readonly flip: readonly [boolean, boolean];
  /** Between the cut and the plane it is named after, 0–90. */
  readonly obliqueDegrees: number;
}

const NAMES: readonly PlaneName[] = ['sagittal', 'coronal', 'axial']; // by the patient axis they are perpendicular to

/** The patient axis that a plane shows upright: z, and y where that is perpendicular. */
const UPRIGHT = { sagittal: 2, coronal: 2, axial: 1 } as const;

const PERMUTATIONS = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] as const;

export function axisDirection(geometry: SeriesGeometry, axis: Axis): Vector3 {
  return [geometry.rowDirection, geometry.columnDirection, geometry.sliceDirection][axis] as unknown as Vector3;
}

/**
 * The acquired slices and their two reconstructions, in this order. Slices stay as they are stored; reconstructions are
 * turned as radiologists read them: head up, front to the left, the patient's right to the left.
 */
export function planeLayouts(geometry: SeriesGeometry): readonly [PlaneLayout, PlaneLayout, PlaneLayout] {
  const names = planeNames(geometry);
  const of = (through: Axis): PlaneLayout => {
    const normal = axisDirection(geometry, through);
    const name = names[through];
    const along = Math.min(1, Math.abs(normal[NAMES.indexOf(name)]!));
    const [across, down] = through === 2 ? [0, 1] as const : screenAxes(geometry, through, name);
    return {
      name, through, across, down,
      flip: through === 2 ? [false, false] : readingFlip(axisDirection(geometry, across), axisDirection(geometry, down)),
      obliqueDegrees: Math.acos(along) * 180 / Math.PI,
    };
  };
  return [of(2), of(0), of(1)];
}

/** The reconstruction that shows the slices side by side: the sagittal one, else the coronal, else the axial. */
export function rangeLayout(layouts: readonly PlaneLayout[]): PlaneLayout {
  const order: readonly PlaneName[] = ['sagittal', 'coronal', 'axial'];
  return layouts.filter(layout => layout.through !== 2).sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name))[0]!;
}

/** A name for each voxel axis' cut; each name once, so that the three together deviate least. */
function planeNames(geometry: SeriesGeometry): Record<Axis, PlaneName> {
  const fit = (order: readonly number[]) =>
    ([0, 1, 2] as const).reduce<number>((sum, axis) => sum + Math.abs(axisDirection(geometry, axis)[order[axis]!]!), 0);
  const best = PERMUTATIONS.reduce((a, b) => (fit(b) > fit(a) + 1e-9 ? b : a));
  return { 0: NAMES[best[0]]!, 1: NAMES[best[1]]!, 2: NAMES[best[2]]! };
}

function screenAxes(geometry: SeriesGeometry, through: 0 | 1, name: PlaneName): readonly [Axis, Axis] {
  const inPlane: Axis = through === 0 ? 1 : 0;
  const upright = (axis: Axis) => Math.abs(axisDirection(geometry, axis)[UPRIGHT[name]]!);
  return upright(2) > upright(inPlane) ? [inPlane, 2] : [2, inPlane];
}

/** Turns a picture of columns × rows round its diagonal. */
export function transpose(voxels: Int16Array, columns: number, rows: number): Int16Array {
  const turned = new Int16Array(voxels.length);
  for (let y = 0; y < rows; y++) for (let x = 0; x < columns; x++) turned[x * rows + y] = voxels[y * columns + x]!;
  return turned;
}
