import type { Label } from '../contracts/services.ts';

/**
 * Slices of which the server has a newer state than the page, with the revision to save on from then.
 * @param bases per slice, the revision that the page shows
 */
export function staleSlices(
  newest: Pick<Label, 'headRevision' | 'slices'>, bases: ReadonlyMap<number, number>,
): { slice: number; revision: number }[] {
  const labelled = new Map(newest.slices.map(({ slice, revision }) => [slice, revision]));
  // an emptied slice is not listed; what was saved after the list was made is not known to it
  const emptied = [...bases].filter(([slice, base]) => base > 0 && base <= newest.headRevision && !labelled.has(slice));
  const newer = newest.slices.filter(({ slice, revision }) => revision > (bases.get(slice) ?? 0));
  return [
    ...newer.map(({ slice, revision }) => ({ slice, revision })),
    ...emptied.map(([slice]) => ({ slice, revision: 0 })),
  ];
}
