import type { Workspace } from './workspace.ts';

/** The label map on show: an earlier revision's while one is looked at. Not to be changed. */
export function shownMask({ state: { preview }, masks }: Workspace, slice: number): Uint8Array {
  return preview ? preview.masks.get(slice) ?? masks.empty() : masks.of(slice);
}

/** Pixels per label number of {@link shownMask}. */
export function shownCounts({ state: { preview }, masks }: Workspace, slice: number): Uint32Array {
  return preview ? masks.countsOf(preview.masks.get(slice)) : masks.pixelCounts(slice);
}
