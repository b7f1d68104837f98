/** DICOM LPS: x to the patient's left, y to the back, z to the head. */
export type Vector3 = readonly [number, number, number];

const POSITIVE = ['L', 'P', 'H'] as const;
const NEGATIVE = ['R', 'A', 'F'] as const;

/** A component below this share of a unit vector gets no letter of its own (about 17°). */
const OBLIQUE = 0.3;

/** Where a direction points: `L`, `R`, `P`, `A`, `H`, `F`; two or three letters, main one first, when it is oblique. */
export function directionLetters(direction: Vector3): string {
  return [0, 1, 2]
    .filter(axis => Math.abs(direction[axis]!) >= OBLIQUE)
    .sort((a, b) => Math.abs(direction[b]!) - Math.abs(direction[a]!))
    .map(axis => (direction[axis]! > 0 ? POSITIVE : NEGATIVE)[axis])
    .join('');
}

export function reverse(direction: Vector3): Vector3 {
  return [-direction[0], -direction[1], -direction[2]];
}

/** 0, 1 or 2: the patient axis a direction is nearest to. */
export function mainAxis(direction: Vector3): number {
  const size = direction.map(Math.abs);
  return size.indexOf(Math.max(...size));
}

/**
 * Whether the axes of a reformatted plane are turned round on the screen, so that it reads as radiologists expect:
 * head up, front to the left in a sagittal plane, the patient's right to the left in a coronal one.
 */
export function readingFlip(across: Vector3, down: Vector3): readonly [boolean, boolean] {
  const acrossAxis = mainAxis(across);
  const downAxis = mainAxis(down);
  return [
    acrossAxis === 2 ? across[2] > 0 : across[acrossAxis]! < 0,
    downAxis === 2 ? down[2] > 0 : down[downAxis]! < 0,
  ];
}

/** The letters at the four edges of a picture. */
export function edgeLetters(across: Vector3, down: Vector3, flip: readonly [boolean, boolean]) {
  const right = flip[0] ? reverse(across) : across;
  const bottom = flip[1] ? reverse(down) : down;
  return {
    left: directionLetters(reverse(right)), right: directionLetters(right),
    top: directionLetters(reverse(bottom)), bottom: directionLetters(bottom),
  };
}

/** The name of a plane by the patient axis it is nearest to being perpendicular to. */
export function planeName(normal: Vector3): 'sagittal' | 'coronal' | 'axial' {
  return (['sagittal', 'coronal', 'axial'] as const)[mainAxis(normal)]!;
}

/** Screen length of a scale bar: the largest 1, 2 or 5 · 10ⁿ mm not longer than maxPx. */
export function scaleBar(pxPerMm: number, maxPx: number): { mm: number; px: number } {
  const limitMm = maxPx / pxPerMm;
  const power = 10 ** Math.floor(Math.log10(limitMm));
  const mm = power * (limitMm / power >= 5 ? 5 : limitMm / power >= 2 ? 2 : 1);
  return { mm, px: mm * pxPerMm };
}

