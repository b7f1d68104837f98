import type { Guid, Person } from './common.ts';

export interface ProposedRange { level: string | null; firstSlice: number; lastSlice: number; confidence: number }
export interface CreateSelection {
  seriesInstanceUid: string; firstSlice: number; lastSlice: number; level: string | null; proposed: ProposedRange | null;
  volumeId: string | null;
}
/** isLost: none of its images is in the series any more. */
export interface Selection extends CreateSelection { id: Guid; createdBy: Person; createdAt: string; isLost: boolean }

export interface UserSettings { version: number; document: unknown }

export interface Segment {
  number: number; key: string; name: string; colour: string; code: string | null;
  minHu: number | null; maxHu: number | null; locked: boolean; visible: boolean;
}
/** Before null adds (number 0: the server gives it), after null deletes with its pixels; else what differs is taken over. */
export interface SegmentEdit { before: Segment | null; after: Segment | null }
export interface SegmentChanges { edits: SegmentEdit[]; order: number[] | null }
export interface CreateLabel {
  seriesInstanceUid: string; selectionId: Guid | null; template: string; name: string | null; volumeId: string | null;
}
export interface LabelSummary {
  id: Guid; seriesInstanceUid: string; name: string; level: string | null; firstSlice: number; lastSlice: number;
  headRevision: number; origin: 'person' | 'model'; createdBy: Person; createdAt: string; changedAt: string;
  isHidden: boolean; deletedAt: string | null;
}
export interface ChangeLabel { name?: string; isHidden?: boolean }
export interface LabelSlice { slice: number; revision: number; maskHash: string; sopInstanceUid: string; frame: number }
/** An image that carried a label and is not in the volume. */
export interface LostSlice { sopInstanceUid: string; frame: number; revision: number; maskHash: string }
export interface Label {
  id: Guid; seriesInstanceUid: string; name: string; selectionId: Guid | null; level: string | null;
  firstSlice: number; lastSlice: number; rows: number; columns: number; segments: Segment[];
  revision: number; headRevision: number; slices: LabelSlice[]; origin: 'person' | 'model'; createdBy: Person; createdAt: string;
  /** What the slices count on. */
  volumeId: string | null; revisionVolumeId: string | null; lost: LostSlice[] | null;
}
/** forMeasurement: what was noted of the bundle that ran, which may be gone; null where it was not. */
export interface ModelReference { id: string; version: string; jobId: Guid | null; sha256?: string | null; forMeasurement?: boolean | null }
export interface SliceChange { slice: number; baseRevision: number; mask: string }
export interface SaveRevision {
  operationId: Guid; tool: string; parameters: unknown; model: ModelReference | null; slices: SliceChange[];
  segments?: SegmentChanges | null; volumeId: string | null;
}
export interface RevisionSaved { revision: number; savedAt: string; slices: LabelSlice[]; segments?: Segment[] | null }
/** Pixels on the slices that a revision changed. */
export interface SegmentChange { number: number; pixelsBefore: number; pixelsAfter: number }
export interface RevisionSummary {
  revision: number; operationId: Guid; savedAt: string; savedBy: Person; tool: string; parameters: unknown;
  model: ModelReference | null; slices: number[]; changes: SegmentChange[];
}
/** dice: 2 × pixelsInBoth / (pixelsFrom + pixelsTo) */
export interface SegmentOverlap { number: number; pixelsFrom: number; pixelsTo: number; pixelsInBoth: number; dice: number }
export interface RevisionComparison {
  from: number; to: number; segments: SegmentOverlap[]; slices: { slice: number; segments: SegmentOverlap[] }[];
}

// What several tools ask and answer. Requests are in the tools' folders, ranges and defaults in assistOptions.json.
export interface PixelRectangle { left: number; top: number; width: number; height: number }
/** `mask` is encoded and in Base64, here and below. */
export interface LabelledSlice { slice: number; mask: string }
export interface HuGate { minHu: number | null; maxHu: number | null }
/** `volumeId` is what the request's slices count on. */
export interface OfVolume { seriesInstanceUid: string; volumeId: string | null }
export interface ProposedSlice { slice: number; mask: string; pixelCount: number; areaCm2: number | null }
export interface ProposalNotice { code: 'overlap' | 'area-change' | 'gap' | 'gap-unknown' | 'apart'; slice: number; value: number }
export interface Proposal { slices: ProposedSlice[]; notices: ProposalNotice[]; elapsedMs: number }
