/** Window centre and width in modality values (HU for CT), as DICOM's VOI LUT module names them. */
export interface Window { readonly center: number; readonly width: number }

/** How stored voxels become modality values: value = voxel · slope + intercept. */
export interface ValueScale { readonly slope: number; readonly intercept: number; readonly isInverted: boolean }

/** Indexed by the voxel's 16 bits (`voxel & 0xffff`); each entry is an opaque grey, RGBA in little-endian memory. */
export type Lut = Uint32Array<ArrayBuffer>;

export function createLut(): Lut {
  return new Uint32Array(65_536);
}

/**
 * Fills a table for the linear VOI function of PS3.3 C.11.2.1.2.1: black at and below centre − 0.5 − (width − 1) / 2,
 * white above centre − 0.5 + (width − 1) / 2.
 */
export function fillLut(lut: Lut, window: Window, scale: ValueScale): void {
  const width = Math.max(1, window.width);
  const span = Math.max(1e-3, width - 1);
  const low = window.center - 0.5 - (width - 1) / 2;
  for (let bits = 0; bits < 65_536; bits++) {
    const value = ((bits << 16) >> 16) * scale.slope + scale.intercept;
    let grey = (value - low) / span * 255;
    grey = grey <= 0 ? 0 : grey >= 255 ? 255 : Math.round(grey);
    if (scale.isInverted) grey = 255 - grey;
    lut[bits] = 0xff00_0000 | (grey * 0x01_01_01);
  }
}

/** Grey levels of a slice or plane; pixels and target have the same length. */
export function applyLut(voxels: Int16Array, lut: Lut, target: Uint32Array): void {
  for (let p = 0; p < voxels.length; p++) target[p] = lut[voxels[p]! & 0xffff]!;
}
