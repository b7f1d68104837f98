const MAX_STEP = 120;
const STRAIGHT = 10;
const DIAGONAL = 14;
/** A gradient (HU per pixel) that halves the cost of a step: soft tissue against fat has about 75. */
const HALF_GRADIENT_HU = 50;
const NONE = -1;

/**
 * How easily an outline runs through each pixel: 1 (along a strong edge) to 8 (through even tissue).
 * @param voxels [rows, columns]
 * @param huPerVoxel what one step of a voxel's value counts as, in HU
 */
export function edgeCosts(voxels: Int16Array, columns: number, rows: number, huPerVoxel: number): Uint8Array {
  const costs = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    const up = Math.max(0, row - 1) * columns;
    const down = Math.min(rows - 1, row + 1) * columns;
    for (let column = 0; column < columns; column++) {
      const left = Math.max(0, column - 1);
      const right = Math.min(columns - 1, column + 1);
      const at = row * columns;
      const dx = (voxels[at + right]! - voxels[at + left]!) / 2;
      const dy = (voxels[down + column]! - voxels[up + column]!) / 2;
      const gradient = Math.hypot(dx, dy) * huPerVoxel;
      costs[at + column] = 1 + Math.round(7 / (1 + gradient / HALF_GRADIENT_HU));
    }
  }
  return costs;
}

/**
 * The cheapest ways from one pixel to all others, over the eight neighbours (Dijkstra with one list a cost, used in a ring).
 * @returns for each pixel the one before it on its way, −1 for the anchor itself
 */
export function waysFrom(anchor: number, costs: Uint8Array, columns: number, rows: number): Int32Array {
  const before = new Int32Array(costs.length).fill(NONE);
  const total = new Int32Array(costs.length).fill(0x7fff_ffff);
  const buckets: number[][] = Array.from({ length: MAX_STEP + 1 }, () => []);
  total[anchor] = 0;
  buckets[0]!.push(anchor);
  for (let cost = 0, waiting = 1; waiting > 0; cost++) {
    const bucket = buckets[cost % buckets.length]!;
    while (bucket.length > 0) {
      const pixel = bucket.pop()!;
      waiting--;
      if (total[pixel] !== cost) continue;
      const column = pixel % columns;
      const row = (pixel - column) / columns;
      for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
        for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
          const next = y * columns + x;
          if (next === pixel) continue;
          const reached = cost + costs[next]! * (x === column || y === row ? STRAIGHT : DIAGONAL);
          if (reached >= total[next]!) continue;
          total[next] = reached;
          before[next] = pixel;
          buckets[reached % buckets.length]!.push(next);
          waiting++;
        }
      }
    }
  }
  return before;
}

/** The way from the anchor to a pixel, both included, as alternating column and row. */
export function wayTo(pixel: number, before: Int32Array, columns: number): number[] {
  const pixels: number[] = [];
  for (let at = pixel; at !== NONE; at = before[at]!) pixels.push(at);
  return pixels.reverse().flatMap(at => [at % columns, Math.floor(at / columns)]);
}
