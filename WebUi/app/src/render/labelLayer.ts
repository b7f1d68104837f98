import type { Box } from '../geometry/box.ts';
import type { DeviceAxis } from './deviceAxis.ts';
import { drawDifferenceRow } from './differenceLayer.ts';

/** The colours of the 256 labels as RGBA in little-endian memory; 0 is invisible. */
export interface LabelPalette { readonly fill: Uint32Array; readonly line: Uint32Array }

export interface LabelPicture {
  readonly columns: number;
  readonly rows: number;
  readonly labels: Uint8Array;
  /** Label per pixel that a tool proposes, 0 for none; shown hatched with a dashed border. */
  readonly proposal: Uint8Array | undefined;
  /** Kind of change per pixel (differenceLayer.ts), shown over the labels. */
  readonly difference?: Uint8Array | undefined;
}

const DASH_WHITE = 0xffff_ffff;
const DASH_BLACK = 0xff00_0000;

/**
 * Draws a label map at device resolution: every device pixel takes its voxel's fill, or the outline's colour within an
 * outline's width of a voxel with another label. So outlines run along pixel edges, whatever the zoom.
 * @param target RGBA, one per device pixel, x.voxel.length wide
 * @param box device pixels to draw
 */
export function drawLabels(
  target: Uint32Array, picture: LabelPicture, palette: LabelPalette, x: DeviceAxis, y: DeviceAxis, box: Box,
): void {
  const width = x.voxel.length;
  const end = box.left + box.width;
  for (let py = box.top; py < box.top + box.height; py++) {
    const row = py * width;
    const isRepeated = !picture.proposal && !picture.difference && py > box.top
      && y.voxel[py] === y.voxel[py - 1] && y.edge[py] === y.edge[py - 1];
    if (isRepeated) {
      target.copyWithin(row + box.left, row - width + box.left, row - width + end);
      continue;
    }
    target.fill(0, row + box.left, row + end);
    if (y.voxel[py]! < 0) continue;
    drawLabelRow(target, picture, palette, x, y, py, box.left, end);
    if (picture.proposal) drawProposalRow(target, picture, picture.proposal, palette, x, y, py, box.left, end);
    if (picture.difference) drawDifferenceRow(target, picture.columns, picture.rows, picture.difference, x, y, py, box.left, end);
  }
}

/** One device row, from left up to end: runs of one colour are written at once. */
function drawLabelRow(
  target: Uint32Array, { columns, rows, labels }: LabelPicture, palette: LabelPalette, x: DeviceAxis, y: DeviceAxis,
  py: number, left: number, end: number,
): void {
  const { from, to, step, outline } = x;
  const row = py * x.voxel.length;
  const j = y.voxel[py]!;
  const base = j * columns;
  const above = (y.edge[py]! & 1) !== 0 ? j - y.step : j;
  const below = (y.edge[py]! & 2) !== 0 ? j + y.step : j;
  const isAtRim = above < 0 || above >= rows || below < 0 || below >= rows;
  let i = step > 0 ? 0 : columns - 1;
  for (let n = 0; n < columns; n++, i += step) {
    const own = labels[base + i]!;
    if (own === 0 || to[n]! <= left || from[n]! >= end) continue;
    const line = palette.line[own]!;
    const isLine = isAtRim || labels[above * columns + i] !== own || labels[below * columns + i] !== own;
    const first = n;
    // neighbours of the same kind make one run
    while (n + 1 < columns && from[n + 1]! < end && labels[base + i + step] === own
      && (isAtRim || labels[above * columns + i + step] !== own || labels[below * columns + i + step] !== own) === isLine) {
      n++;
      i += step;
    }
    const [a, b] = [Math.max(left, from[first]!), Math.min(end, to[n]!)];
    target.fill(isLine ? line : palette.fill[own]!, row + a, row + b);
    if (isLine) continue;
    const before = i - step * (n - first + 1);
    const after = i + step;
    if (before < 0 || before >= columns || labels[base + before] !== own)
      target.fill(line, row + a, row + Math.min(b, Math.max(a, from[first]! + outline)));
    if (after < 0 || after >= columns || labels[base + after] !== own)
      target.fill(line, row + Math.max(a, Math.min(b, to[n]! - outline)), row + b);
  }
}

/** The hatched part of one device row, over the labels that are there. */
function drawProposalRow(
  target: Uint32Array, { columns, rows }: LabelPicture, proposal: Uint8Array, palette: LabelPalette, x: DeviceAxis, y: DeviceAxis,
  py: number, left: number, end: number,
): void {
  const row = py * x.voxel.length;
  const j = y.voxel[py]!;
  const differs = (i: number, at: number, own: number) =>
    i < 0 || at < 0 || i >= columns || at >= rows || proposal[at * columns + i] !== own;
  for (let px = left; px < end; px++) {
    const i = x.voxel[px]!;
    const own = i < 0 ? 0 : proposal[j * columns + i]!;
    if (own === 0) continue;
    const isBorder = ((x.edge[px]! & 1) !== 0 && differs(i - x.step, j, own)) || ((x.edge[px]! & 2) !== 0 && differs(i + x.step, j, own))
      || ((y.edge[py]! & 1) !== 0 && differs(i, j - y.step, own)) || ((y.edge[py]! & 2) !== 0 && differs(i, j + y.step, own));
    if (isBorder) target[row + px] = ((px + py) >> 2) % 2 === 0 ? DASH_WHITE : DASH_BLACK;
    else if ((px + py) % 7 < 2) target[row + px] = palette.line[own]!;
  }
}

/** `#rrggbb` with an opacity of 0–1 as RGBA in little-endian memory. */
export function rgba(colour: string, opacity: number): number {
  const rgb = parseInt(colour.slice(1), 16);
  const alpha = Math.round(opacity * 255);
  return ((alpha << 24) | ((rgb & 0xff) << 16) | (rgb & 0xff00) | (rgb >> 16)) >>> 0;
}
