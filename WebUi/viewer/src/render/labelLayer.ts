import type { Box } from '../geometry/box.ts';
import type { SliceView } from '../geometry/sliceView.ts';

/**
 * Which voxel each device column (or row) shows, and whether it lies within an outline's width of the voxel's first
 * or last edge on the screen.
 */
export interface DeviceAxis {
  /** Voxel index per device pixel; −1 outside the slice. */
  readonly voxel: Int32Array;
  /** Bit 0: near the edge towards the previous device pixels; bit 1: towards the next ones. */
  readonly edge: Uint8Array;
  /** +1, or −1 when the axis runs backwards on the screen. */
  readonly step: 1 | -1;
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
  for (let n = 0; n < voxels; n++) {
    const from = Math.max(0, Math.round(start + n * scale));
    const to = Math.min(size, Math.round(start + (n + 1) * scale));
    voxel.fill(view.flip[axis] ? voxels - 1 - n : n, from, to);
    for (let d = 0; d < outline; d++) {
      if (from + d < to) edge[from + d]! |= 1;
      if (to - 1 - d >= from) edge[to - 1 - d]! |= 2;
    }
  }
  return { voxel, edge, step: view.flip[axis] ? -1 : 1 };
}

/** The colours of the 256 labels as RGBA in little-endian memory; 0 is invisible. */
export interface LabelPalette { readonly fill: Uint32Array; readonly line: Uint32Array }

export interface LabelPicture {
  readonly columns: number;
  readonly rows: number;
  readonly labels: Uint8Array;
  /** Label per pixel that a tool proposes, 0 for none; shown hatched with a dashed border. */
  readonly proposal: Uint8Array | undefined;
}

const DASH_WHITE = 0xffff_ffff;
const DASH_BLACK = 0xff00_0000;

/**
 * Draws a label map at device resolution: every device pixel takes its voxel's fill, or the outline's colour within an
 * outline's width of a voxel with another label. So outlines run along pixel edges, whatever the zoom.
 * @param target RGBA, one per device pixel, x.voxel.length wide
 * @param box device pixels to draw
 */
export function drawLabels(target: Uint32Array, picture: LabelPicture, palette: LabelPalette, x: DeviceAxis, y: DeviceAxis, box: Box): void {
  const { columns, rows, labels, proposal } = picture;
  const width = x.voxel.length;
  const neighbourDiffers = (map: Uint8Array, i: number, j: number, own: number): boolean =>
    i < 0 || j < 0 || i >= columns || j >= rows || map[j * columns + i] !== own;
  const isOutline = (map: Uint8Array, i: number, j: number, own: number, edges: number): boolean =>
    ((edges & 1) !== 0 && neighbourDiffers(map, i - x.step, j, own))
    || ((edges & 2) !== 0 && neighbourDiffers(map, i + x.step, j, own))
    || ((edges & 4) !== 0 && neighbourDiffers(map, i, j - y.step, own))
    || ((edges & 8) !== 0 && neighbourDiffers(map, i, j + y.step, own));
  for (let py = box.top; py < box.top + box.height; py++) {
    const j = y.voxel[py]!;
    const row = py * width;
    if (j < 0) {
      target.fill(0, row + box.left, row + box.left + box.width);
      continue;
    }
    for (let px = box.left; px < box.left + box.width; px++) {
      const i = x.voxel[px]!;
      const own = i < 0 ? 0 : labels[j * columns + i]!;
      const proposed = i < 0 || !proposal ? 0 : proposal[j * columns + i]!;
      if (own === 0 && proposed === 0) {
        target[row + px] = 0;
        continue;
      }
      const edges = x.edge[px]! | (y.edge[py]! << 2);
      if (proposed !== 0) {
        const isBorder = isOutline(proposal!, i, j, proposed, edges);
        const isStripe = (px + py) % 7 < 2;
        target[row + px] = isBorder ? (((px + py) >> 2) % 2 === 0 ? DASH_WHITE : DASH_BLACK)
          : isStripe ? palette.line[proposed]! : palette.fill[own]!;
      } else {
        target[row + px] = isOutline(labels, i, j, own, edges) ? palette.line[own]! : palette.fill[own]!;
      }
    }
  }
}

/** `#rrggbb` with an opacity of 0–1 as RGBA in little-endian memory. */
export function rgba(colour: string, opacity: number): number {
  const rgb = parseInt(colour.slice(1), 16);
  const alpha = Math.round(opacity * 255);
  return ((alpha << 24) | ((rgb & 0xff) << 16) | (rgb & 0xff00) | (rgb >> 16)) >>> 0;
}
