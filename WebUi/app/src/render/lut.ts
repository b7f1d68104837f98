import type { Box } from '../geometry/box.ts';

/** The VOI LUT function of a window (PS3.3 C.11.2.1.2, C.11.2.1.3). */
export type WindowShape = 'linear' | 'linearExact' | 'sigmoid';

/** Window centre and width in modality values (HU for CT), as DICOM's VOI LUT module names them. */
export interface Window {
  readonly center: number;
  readonly width: number;
  /** Linear without one. */
  readonly shape?: WindowShape | undefined;
  /** A VOI LUT: greys 0–255 spread over the window, in place of a function. */
  readonly table?: Uint8Array | undefined;
}

/** How stored voxels become modality values: value = voxel · slope + intercept. */
export interface ValueScale { readonly slope: number; readonly intercept: number; readonly isInverted: boolean }

/** Indexed by the voxel's 16 bits (`voxel & 0xffff`); each entry is an opaque grey, RGBA in little-endian memory. */
export type Lut = Uint32Array<ArrayBuffer>;

export function createLut(): Lut {
  return new Uint32Array(65_536);
}

/** Whether two windows show the same. */
export function isSameWindow(a: Window, b: Window): boolean {
  return a.center === b.center && a.width === b.width && (a.shape ?? 'linear') === (b.shape ?? 'linear') && a.table === b.table;
}

/** Fills a table with the greys that a window gives to every possible voxel. */
export function fillLut(lut: Lut, window: Window, scale: ValueScale): void {
  const greyOf = greyFunction(window, Number.isInteger(scale.slope) && Number.isInteger(scale.intercept));
  for (let bits = 0; bits < 65_536; bits++) {
    let grey = Math.min(255, Math.max(0, Math.round(greyOf(((bits << 16) >> 16) * scale.slope + scale.intercept))));
    if (scale.isInverted) grey = 255 - grey;
    lut[bits] = 0xff00_0000 | (grey * 0x01_01_01);
  }
}

/**
 * Modality value to grey, 0–255 before rounding and clamping.
 *
 * Linear is black at and below centre − 0.5 − (width − 1) / 2 and white above centre − 0.5 + (width − 1) / 2; linear
 * exact goes from centre − width / 2 to centre + width / 2. Linear is made for whole numbers: where values are none (PET, ADC),
 * or the window is narrower than 1, the exact function is meant.
 */
function greyFunction({ center, width, shape, table }: Window, areWhole: boolean): (value: number) => number {
  const low = center - width / 2;
  if (table) {
    const perEntry = width / table.length;
    const last = table.length - 1;
    return value => table[Math.min(last, Math.max(0, Math.floor((value - low) / perEntry)))]!;
  }
  if (shape === 'sigmoid') return value => 255 / (1 + Math.exp(-4 * (value - center) / width));
  if (shape === 'linearExact' || width < 1 || !areWhole) return value => (value - low) / (width || Number.MIN_VALUE) * 255;
  const span = Math.max(1e-3, width - 1);
  const black = center - 0.5 - (width - 1) / 2;
  return value => (value - black) / span * 255;
}

/** Grey levels of the part of a picture inside a box; pixels and target have the same layout. */
export function applyLut(voxels: Int16Array, columns: number, lut: Lut, target: Uint32Array, { left, top, width, height }: Box): void {
  for (let y = top; y < top + height; y++) {
    const end = y * columns + left + width;
    for (let p = end - width; p < end; p++) target[p] = lut[voxels[p]! & 0xffff]!;
  }
}
