/**
 * Lays one's own changes over somebody else's version of a slice: pixels that were not changed here are theirs.
 * @param base the slice as both started from it
 */
export function mergeMasks(base: Uint8Array, mine: Uint8Array, theirs: Uint8Array): Uint8Array {
  return mine.map((label, p) => (label === base[p] ? theirs[p]! : label));
}

/** Pixels that both changed, and not to the same label. */
export function countOverlap(base: Uint8Array, mine: Uint8Array, theirs: Uint8Array): number {
  let count = 0;
  for (let p = 0; p < mine.length; p++) if (mine[p] !== base[p] && theirs[p] !== base[p] && mine[p] !== theirs[p]) count++;
  return count;
}
