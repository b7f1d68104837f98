import type { SeriesDetail } from '../contracts/services.ts';
import { newId } from '../api/newId.ts';
import type { PendingSave } from './pendingSave.ts';

/** A series' volume, as far as it tells which image a slice is. */
export type Volume = Pick<SeriesDetail, 'volumeId' | 'slices'>;

/** The name of a slice's image, which stays when the series around it changes. */
export const imageOf = ({ slices }: Volume, slice: number): string => {
  const { sopInstanceUid, frame } = slices[slice]!;
  return `${sopInstanceUid}/${frame}`;
};

/** Per image, the slice that it is in a volume. */
export const slicesOf = (volume: Volume): ReadonlyMap<string, number> =>
  new Map(volume.slices.map((_, slice) => [imageOf(volume, slice), slice]));

/** Where the slices of one volume lie in another; those whose image is not there are left out. */
export function slicesFrom(before: Volume, after: Volume): ReadonlyMap<number, number> {
  const there = slicesOf(after);
  return new Map(before.slices.flatMap((_, slice) => {
    const moved = there.get(imageOf(before, slice));
    return moved === undefined ? [] : [[slice, moved] as const];
  }));
}

/**
 * An unsent change on the slices where its images lie in a volume.
 * @returns what can be sent there, and what cannot, because its images are not there: either may be missing
 */
export function placeOn(save: PendingSave, volume: Volume): { placed?: PendingSave; lost?: PendingSave } {
  const { volumeId, images } = save;
  if (volumeId === volume.volumeId) return { placed: save };
  // kept by a page of before images were noted: the server knows whether its slices still mean the same
  if (!volumeId || !images) return { placed: save };
  const there = slicesOf(volume);
  const moved = new Map([...images].map(([slice, image]) => [slice, there.get(image)]));
  const isThere = (slice: number) => moved.get(slice) !== undefined;
  const on = <Value>(values: ReadonlyMap<number, Value>) =>
    new Map([...values].filter(([slice]) => isThere(slice)).map(([slice, value]) => [moved.get(slice)!, value]));
  const placed: PendingSave = { ...save, volumeId: volume.volumeId, masks: on(save.masks), bases: on(save.bases), images: on(images) };
  const gone = [...save.masks.keys()].filter(slice => !isThere(slice));
  if (gone.length === 0) return { placed };
  if (placed.masks.size === 0 && !save.segments) return { lost: save };
  const only = <Value>(values: ReadonlyMap<number, Value>) => new Map([...values].filter(([slice]) => !isThere(slice)));
  const lost: PendingSave = {
    ...save, operationId: newId(), segments: undefined, masks: only(save.masks), bases: only(save.bases), images: only(images),
  };
  return { placed, lost };
}
