import type { SeriesDetail, SeriesGeometry } from '../contracts/services.ts';
import { mainAxis, type Vector3 } from './orientation.ts';

/** Voxel (i, j, k) = (column, row, slice) to patient coordinates, DICOM LPS, mm. */
export function voxelToPatient(grid: SeriesGeometry, i: number, j: number, k: number): Vector3 {
  const [di, dj, dk] = grid.spacingMm;
  return [0, 1, 2].map(axis =>
    grid.originMm[axis]! + i * di! * grid.rowDirection[axis]! + j * dj! * grid.columnDirection[axis]!
    + k * dk! * grid.sliceDirection[axis]!) as unknown as Vector3;
}

/**
 * Where a slice lies along the patient axis it is nearest to being perpendicular to, mm (LPS): z for axial slices, x for
 * sagittal, y for coronal ones. Null where the images do not say.
 */
export function slicePlaceMm({ geometry, slices }: Pick<SeriesDetail, 'geometry' | 'slices'>, slice: number): number | null {
  const info = slices[slice];
  if (!geometry || !info) return info?.locationMm ?? null;
  const axis = mainAxis(geometry.sliceDirection as unknown as Vector3);
  if (axis === 2) return info.locationMm;
  const along = info.positionMm === null || slices[0]?.positionMm == null
    ? slice * geometry.spacingMm[2]!
    : info.positionMm - slices[0].positionMm;
  return geometry.originMm[axis]! + along * geometry.sliceDirection[axis]!;
}

/** Distance between columns and between rows of a slice, mm: a property of the image, whether or not it says where it lies. */
export function pixelSpacingMm(
  { geometry, slices }: Pick<SeriesDetail, 'geometry' | 'slices'>, slice: number,
): readonly [number, number] | null {
  const { columnSpacingMm, rowSpacingMm } = slices[slice] ?? {};
  if (columnSpacingMm && rowSpacingMm) return [columnSpacingMm, rowSpacingMm];
  return geometry && [geometry.spacingMm[0]!, geometry.spacingMm[1]!];
}

/** Width and height of a pixel as it is shown: only the ratio counts where millimetres are not known. */
export function pixelShape(series: Pick<SeriesDetail, 'geometry' | 'slices' | 'pixelAspect'>, slice: number): readonly [number, number] {
  return pixelSpacingMm(series, slice) ?? [1, series.pixelAspect ?? 1];
}

/** The name of that axis; z where the images do not say how they lie. */
export function sliceAxis({ geometry }: Pick<SeriesDetail, 'geometry'>): string {
  return geometry ? 'xyz'[mainAxis(geometry.sliceDirection as unknown as Vector3)]! : 'z';
}

/** Area of one in-plane pixel in cm². */
export function pixelAreaCm2({ spacingMm }: { readonly spacingMm: readonly number[] }): number {
  return spacingMm[0]! * spacingMm[1]! / 100;
}

/** The image number that people read, 1 at the head, for slice k (0-based, feet to head), and back: its own inverse. */
export function imageNumber(slice: number, sliceCount: number): number {
  return sliceCount - slice;
}

/** A range of slices, both ends included, in whichever order the two ends were given. */
export interface SliceRange { readonly first: number; readonly last: number }

export function sliceRange(a: number, b: number, sliceCount: number): SliceRange {
  const within = (k: number) => Math.min(sliceCount - 1, Math.max(0, Math.round(k)));
  return { first: within(Math.min(a, b)), last: within(Math.max(a, b)) };
}
