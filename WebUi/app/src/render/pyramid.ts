/** A smaller picture of a slice, for showing large ones (radiographs of 7 megapixels and more) on a small pane. */
export interface Level { readonly voxels: Int16Array; readonly columns: number; readonly rows: number }

/** Pictures up to this size are drawn from their own pixels whatever the zoom. */
const LARGE_PIXELS = 2_000_000;

/** Half as many columns and rows, each pixel the mean of four; the last of an odd number of columns or rows is left out. */
export function halve({ voxels, columns, rows }: Level): Level {
  const [w, h] = [Math.max(1, columns >> 1), Math.max(1, rows >> 1)];
  const half = new Int16Array(w * h);
  const right = columns > 1 ? 1 : 0;
  const below = rows > 1 ? columns : 0;
  for (let y = 0; y < h; y++) {
    let p = 2 * y * columns;
    const row = y * w;
    for (let x = 0; x < w; x++, p += 2)
      half[row + x] = (voxels[p]! + voxels[p + right]! + voxels[p + below]! + voxels[p + below + right]! + 2) >> 2;
  }
  return { voxels: half, columns: w, rows: h };
}

/**
 * How often to halve a slice so that what is drawn has about as many pixels as the screen shows of it.
 * @param scale device pixels per voxel, along the denser axis
 */
export function levelFor(columns: number, rows: number, scale: number): number {
  if (columns * rows <= LARGE_PIXELS) return 0;
  return Math.max(0, Math.min(6, Math.round(Math.log2(1 / scale))));
}
