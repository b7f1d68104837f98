import type { SliceView } from '../geometry/sliceView.ts';

/** How the voxels of one axis lie on the device's pixels, in screen order. */
export interface DeviceAxis {
  /** Voxel index per device pixel; −1 outside the slice. */
  readonly voxel: Int32Array;
  /** Per device pixel, bit 0: within an outline's width of its voxel's first edge; bit 1: of its last one. */
  readonly edge: Uint8Array;
  /** Per voxel in screen order, its device pixels from (inclusive) and to (exclusive). */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** +1, or −1 when the axis runs backwards on the screen. */
  readonly step: 1 | -1;
  /** Width of an outline in device pixels. */
  readonly outline: number;
}

/**
 * @param size of the canvas along the axis, device pixels
 * @param outline width of an outline, device pixels
 */
export function deviceAxis(view: SliceView, axis: 0 | 1, size: number, devicePixelRatio: number, outline: number): DeviceAxis {
  const voxels = axis === 0 ? view.columns : view.rows;
  const scale = view.pxPerVoxel[axis] * devicePixelRatio;
  const start = view.panPx[axis] * devicePixelRatio;
  const voxel = new Int32Array(size).fill(-1);
  const edge = new Uint8Array(size);
  const from = new Int32Array(voxels);
  const to = new Int32Array(voxels);
  for (let n = 0; n < voxels; n++) {
    const first = Math.round(start + n * scale);
    const end = Math.round(start + (n + 1) * scale);
    from[n] = Math.min(size, Math.max(0, first));
    to[n] = Math.min(size, Math.max(0, end));
    voxel.fill(view.flip[axis] ? voxels - 1 - n : n, from[n], to[n]);
    for (let d = 0; d < outline; d++) {
      if (first + d < end && first + d >= 0 && first + d < size) edge[first + d]! |= 1;
      if (end - 1 - d >= first && end - 1 - d >= 0 && end - 1 - d < size) edge[end - 1 - d]! |= 2;
    }
  }
  return { voxel, edge, from, to, step: view.flip[axis] ? -1 : 1, outline };
}
