import type { DeviceAxis } from './deviceAxis.ts';

/** What became of a pixel between two label maps. */
export const ADDED = 1;
export const REMOVED = 2;
/** It belongs to another segment. */
export const CHANGED = 3;

/** Little-endian RGBA of each kind; told apart by the hatching, too: rising, falling, crossed. */
export const DIFFERENCE_COLOURS: Readonly<Record<number, number>> = {
  [ADDED]: 0xff86_c14f, [REMOVED]: 0xff7a_7aff, [CHANGED]: 0xff4f_c8f5,
};

/** Per pixel 0 or what became of it; undefined when nothing changed. */
export function differenceOf(from: Uint8Array, to: Uint8Array): Uint8Array | undefined {
  const difference = new Uint8Array(from.length);
  let isAny = false;
  for (let p = 0; p < from.length; p++) {
    if (from[p] === to[p]) continue;
    isAny = true;
    difference[p] = from[p] === 0 ? ADDED : to[p] === 0 ? REMOVED : CHANGED;
  }
  return isAny ? difference : undefined;
}

/** Hatches the changed pixels of one device row, with a solid border where the kind of change ends. */
export function drawDifferenceRow(
  target: Uint32Array, columns: number, rows: number, difference: Uint8Array, x: DeviceAxis, y: DeviceAxis,
  py: number, left: number, end: number,
): void {
  const row = py * x.voxel.length;
  const j = y.voxel[py]!;
  const differs = (i: number, at: number, kind: number) =>
    i < 0 || at < 0 || i >= columns || at >= rows || difference[at * columns + i] !== kind;
  for (let px = left; px < end; px++) {
    const i = x.voxel[px]!;
    const kind = i < 0 ? 0 : difference[j * columns + i]!;
    if (kind === 0) continue;
    const isBorder = ((x.edge[px]! & 1) !== 0 && differs(i - x.step, j, kind)) || ((x.edge[px]! & 2) !== 0 && differs(i + x.step, j, kind))
      || ((y.edge[py]! & 1) !== 0 && differs(i, j - y.step, kind)) || ((y.edge[py]! & 2) !== 0 && differs(i, j + y.step, kind));
    if (isBorder || isHatched(kind, px, py)) target[row + px] = DIFFERENCE_COLOURS[kind]!;
  }
}

function isHatched(kind: number, px: number, py: number): boolean {
  const rises = (px + py) % 8 < 2;
  const falls = (((px - py) % 8) + 8) % 8 < 2;
  return kind === ADDED ? rises : kind === REMOVED ? falls : rises || falls;
}
