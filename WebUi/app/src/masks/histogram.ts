/** Counts per bin of equal width; values outside the range are left out. */
export interface Histogram { readonly counts: number[] }

/** Values of the pixels that carry a label, in bins of `bin` from `low` up to `high`. */
export function histogramOf(
  voxels: Int16Array, mask: Uint8Array, label: number, slope: number, intercept: number, low: number, high: number, bin: number,
): Histogram {
  const counts = new Array<number>(Math.ceil((high - low) / bin)).fill(0);
  for (let p = 0; p < mask.length; p++) {
    if (mask[p] !== label) continue;
    const at = Math.floor((voxels[p]! * slope + intercept - low) / bin);
    if (at >= 0 && at < counts.length) counts[at]!++;
  }
  return { counts };
}

/** Mean and population standard deviation of the pixels that carry a label; undefined without any. */
export function statisticsOf(
  voxels: Int16Array, mask: Uint8Array, label: number, slope: number, intercept: number,
): { mean: number; sd: number } | undefined {
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (let p = 0; p < mask.length; p++) {
    if (mask[p] !== label) continue;
    const value = voxels[p]! * slope + intercept;
    count++;
    sum += value;
    squares += value * value;
  }
  if (count === 0) return undefined;
  const mean = sum / count;
  return { mean, sd: Math.sqrt(Math.max(0, squares / count - mean * mean)) };
}
