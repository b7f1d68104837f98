import type { Label, QuantResult, SeriesDetail } from '../../contracts/services.ts';

export interface QuantifyState {
  /** What the values on the page give: stored, or a preview. Undefined while there is nothing to measure. */
  readonly result: QuantResult | undefined;
  /** The values on the page are no longer those of `result`: its numbers are grey, and nothing can be taken away. */
  readonly isOutdated: boolean;
  /** Why nothing can be measured. */
  readonly problem: string;
  /** The slice on show. */
  readonly slice: number;
  /** The slice to measure at, where somebody chose another than the one that is kept. */
  readonly chosen: number | null;
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

const NOBODYS = '00000000-0000-0000-0000-000000000000';

/** Whether somebody measured it and it is kept; a preview is not. */
export function isStored(result: QuantResult | undefined): result is QuantResult {
  return result !== undefined && result.id !== NOBODYS;
}

/** Whether two results are of the same label, patient values and slice, and so of the same numbers. */
export function areAlike(a: QuantResult, b: QuantResult): boolean {
  const inputs = ({ revision, volumeId, referenceSlice, subject }: QuantResult) =>
    [revision, volumeId, referenceSlice, subject.heightCm, subject.weightKg].join();
  return inputs(a) === inputs(b);
}

/** Slices that carry a label, head first. */
export function labelledSlices({ masks }: QuantifyFacts): number[] {
  return [...masks.keys()].filter(slice => masks.get(slice)!.some(label => label !== 0)).sort((a, b) => b - a);
}

/** Whether any segment stands for a tissue of body composition. */
export function isBodyComposition({ bodyComposition: of }: QuantResult): boolean {
  return of.muscleSegments.length + of.visceralFatSegments.length + of.subcutaneousFatSegments.length > 0;
}
