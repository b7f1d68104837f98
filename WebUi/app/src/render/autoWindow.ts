import type { ValueScale, Window } from './lut.ts';

/** The darkest and the brightest hundredth of what is no background do not count. */
const CUT = 0.01;

/**
 * The window that shows a slice well when nothing is known of its values, as in MR: from the 1st to the 99th percentile of
 * the voxels, without the smallest value, which is the background.
 */
export function autoWindow(voxels: Int16Array, { slope, intercept }: Pick<ValueScale, 'slope' | 'intercept'>): Window {
  const counts = new Uint32Array(65_536);
  for (const voxel of voxels) counts[voxel + 32_768]!++;
  const background = counts.findIndex(count => count > 0);
  const total = voxels.length - counts[background]!;
  const percentile = (share: number) => {
    let left = Math.max(1, Math.ceil(total * share));
    for (let bin = background + 1; bin < counts.length; bin++) if ((left -= counts[bin]!) <= 0) return bin - 32_768;
    return background - 32_768;
  };
  const [a, b] = (total === 0 ? [background - 32_768, background - 32_768] : [percentile(CUT), percentile(1 - CUT)])
    .map(voxel => voxel * slope + intercept) as [number, number];
  return { center: (a + b) / 2, width: Math.abs(b - a) || 1e-3 * Math.abs(slope) || 1 };
}
