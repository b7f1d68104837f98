import type { ModelReference, SegmentChanges } from '../contracts/services.ts';

/** A finished change that the server has not acknowledged yet. Masks are whole slices after the change, encoded. */
export interface PendingSave {
  readonly operationId: string;
  readonly tool: string;
  readonly parameters: unknown;
  readonly model: ModelReference | null;
  readonly masks: Map<number, Uint8Array>;
  /** Per slice, the revision it was made on, as far as known when it was made. */
  readonly bases: Map<number, number>;
  /** Changes of the list of segments that belong to it. */
  readonly segments?: SegmentChanges | undefined;
  /** What the slices count on, and per slice the image that it is; missing in what pages of before that kept. */
  readonly volumeId?: string | null;
  readonly images?: Map<number, string>;
}
