import type { Segment } from '../contracts/services.ts';

/** A slice's stored values, if they have arrived, and what makes modality values of them. */
export interface SliceValues { readonly voxels: Int16Array | undefined; readonly slope: number; readonly intercept: number }

/**
 * Says which pixels of a slice may be changed: not those of locked segments, and only where the value lies in a range
 * whose ends may be open. Undefined while the values have not arrived that the range is to be compared with.
 */
export function gateOf(
  mask: Uint8Array, locked: ReadonlySet<number>, range: Pick<Segment, 'minHu' | 'maxHu'> | undefined,
  { voxels, slope, intercept }: SliceValues,
): ((index: number) => boolean) | undefined {
  const min = range?.minHu ?? -Infinity;
  const max = range?.maxHu ?? Infinity;
  if (min === -Infinity && max === Infinity) return locked.size === 0 ? () => true : index => !locked.has(mask[index]!);
  if (!voxels) return undefined;
  return index => {
    const value = voxels[index]! * slope + intercept;
    return value >= min && value <= max && !locked.has(mask[index]!);
  };
}
