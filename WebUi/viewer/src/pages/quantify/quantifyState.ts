import type { Label, QuantResult, SeriesDetail } from '../../api/contracts.ts';

export interface QuantifyState {
  readonly result: QuantResult | undefined;
  /** The slice on show, and the one to measure at. */
  readonly slice: number;
  readonly isMeasuring: boolean;
  readonly scope: 'slice' | 'all';
}

/** What the page is about. */
export interface QuantifyFacts {
  readonly label: Label;
  readonly series: SeriesDetail;
  readonly masks: ReadonlyMap<number, Uint8Array>;
  readonly canEdit: boolean;
}

/** Slices that carry a label, head first. */
export function labelledSlices({ masks }: QuantifyFacts): number[] {
  return [...masks.keys()].filter(slice => masks.get(slice)!.some(label => label !== 0)).sort((a, b) => b - a);
}
