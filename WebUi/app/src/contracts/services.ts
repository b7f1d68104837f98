// The records of Contracts/ as JSON carries them: camelCase, enums as camelCase strings, times as ISO 8601 UTC,
// byte[] as base64. Slices are 0-based, feet to head; pixels are (column, row).

export type Guid = string;

/** The id decides who it is; the name is for people to read. */
export interface Person { id: string; name: string }

// Ingest/Studies.cs
export interface StudySummary {
  studyInstanceUid: string; patientName: string | null; patientId: string | null; patientSex: string | null;
  patientAge: string | null; studyDate: string | null; studyDescription: string | null; modalities: string[];
}
export interface SeriesSummary {
  seriesInstanceUid: string; studyInstanceUid: string; modality: string; seriesNumber: number | null;
  seriesDescription: string | null; bodyPartExamined: string | null; imageCount: number;
  sliceSpacingMm: number | null; state: 'receiving' | 'ready' | 'unreadable'; problem: string | null;
}
export interface SeriesGeometry {
  columns: number; rows: number; slices: number; originMm: number[]; spacingMm: number[];
  rowDirection: number[]; columnDirection: number[]; sliceDirection: number[]; isVolume: boolean;
}
export interface SliceInfo {
  index: number; sopInstanceUid: string; instanceNumber: number | null; positionMm: number | null; locationMm: number | null;
  /** 0-based frame of the instance. */
  frame: number;
  /** A property of the image, with or without a geometry. */
  rowSpacingMm?: number | null; columnSpacingMm?: number | null;
  /** Where it is another than the series'. */
  unit?: string | null;
}
/** minValue and maxValue are voxels, before slope and intercept. */
export interface VoxelEncoding {
  slope: number; intercept: number; unit: string; isInverted: boolean; minValue: number; maxValue: number;
}
/** greys: a VOI LUT as base64, spread over the window. */
export interface WindowPreset {
  name: string; center: number; width: number; source: string; shape?: 'linear' | 'linearExact' | 'sigmoid'; greys?: string | null;
}
export interface PatientValues { heightCm: number | null; weightKg: number | null; sex: string | null; age: string | null }
export interface AcquisitionInfo {
  tubeVoltageKv: number | null; contrastAgent: string | null; sliceThicknessMm: number | null;
  convolutionKernel: string | null; manufacturer: string | null; modelName: string | null;
}
export interface SeriesDetail {
  series: SeriesSummary; study: StudySummary; geometry: SeriesGeometry | null; slices: SliceInfo[];
  voxels: VoxelEncoding | null; windows: WindowPreset[]; patient: PatientValues; acquisition: AcquisitionInfo;
  /** Names the content of the volume, and so what a slice's index means; null until the series is ready, as are the two sizes. */
  volumeId: string | null; columns: number | null; rows: number | null;
  /** Images that were left out, values that are not in HU. */
  notices?: { text: string; code: string; parameters?: Record<string, unknown> | null }[] | null;
  /** Height of a pixel through its width, where no slice says how large its pixels are. */
  pixelAspect?: number | null;
}

// Inference/Levels.cs
export interface ProposedLevel {
  name: string; z: number; slice: number; firstSlice: number; lastSlice: number; probability: number; confidence: number;
}
/** names are those of the levels, one by one, each vertebra called as the likeliest numbering calls the one `shift` further up. */
export interface LevelNumbering { shift: number; probability: number; confidence: number; names: (string | null)[] }
export interface SeriesLevels {
  seriesInstanceUid: string; volumeId: string; state: 'pending' | 'ready' | 'none'; reason: Sentence | null;
  confidence: number; preselect: boolean; levels: ProposedLevel[]; numberings: LevelNumbering[];
}

// Labeling/Selections.cs
export interface ProposedRange { level: string | null; firstSlice: number; lastSlice: number; confidence: number }
export interface CreateSelection {
  seriesInstanceUid: string; firstSlice: number; lastSlice: number; level: string | null; proposed: ProposedRange | null;
  volumeId: string | null;
}
/** isLost: none of its images is in the series any more. */
export interface Selection extends CreateSelection { id: Guid; createdBy: Person; createdAt: string; isLost: boolean }

// Labeling/Settings.cs
export interface UserSettings { version: number; document: unknown }

// Labeling/Labels.cs
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
export interface LockedSlice { slice: number; segments: number[] }
export interface StaleSlice { slice: number; baseRevision: number; currentRevision: number; changedBy: Person; changedAt: string }

// Labeling/Assist/: what several tools ask and answer. Requests are in the tools' folders, ranges and defaults in assistOptions.json.
export interface PixelRectangle { left: number; top: number; width: number; height: number }
/** `mask` is encoded and in Base64, here and below. */
export interface LabelledSlice { slice: number; mask: string }
export interface HuGate { minHu: number | null; maxHu: number | null }
/** `volumeId` is what the request's slices count on. */
export interface OfVolume { seriesInstanceUid: string; volumeId: string | null }
export interface ProposedSlice { slice: number; mask: string; pixelCount: number; areaCm2: number | null }
export interface ProposalNotice { code: 'overlap' | 'area-change' | 'gap' | 'gap-unknown' | 'apart'; slice: number; value: number }
export interface Proposal { slices: ProposedSlice[]; notices: ProposalNotice[]; elapsedMs: number }

// JobState.cs, Inference/
export type JobState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';
export interface ModelInfo {
  id: string; version: string; name: string; description: string; descriptionByLanguage: Record<string, string>;
  labels: { number: number; key: string; name: string }[]; licence: string;
  nameByLanguage: Record<string, string>;
  /** False for a demonstration, whose results must not be reported. */
  forMeasurement: boolean;
  kind: 'slice-2d' | 'volume-3d'; unit: 'HU' | 'any';
  /** DICOM's codes of the images that it is for; null for any. */
  modalities: string[] | null;
}
/** `misfit` is why it cannot be run on the slices that were asked about. */
export interface ModelOffer { model: ModelInfo; misfit: Sentence | null; expectedSeconds: number | null }
export interface StartInference {
  seriesInstanceUid: string; volumeId: string | null; model: string; firstSlice: number | null; lastSlice: number | null;
}
export interface InferenceJob {
  id: Guid; seriesInstanceUid: string; model: string; modelVersion: string; firstSlice: number; lastSlice: number;
  state: JobState; done: number; total: number; labelId: Guid | null; problem: string | null;
}
export interface InferenceJobChanged {
  jobId: Guid; seriesInstanceUid: string; state: JobState; done: number; total: number; labelId: Guid | null; problem: string | null;
}

// Quant/
export interface StartQuant {
  labelId: Guid; revision: number | null; heightCm: number | null; weightKg: number | null; referenceSlice: number | null;
  volumeId: string | null;
}
export interface QuantJob { id: Guid; labelId: Guid; state: JobState; resultId: Guid | null; problem: string | null }
export interface QuantJobChanged { jobId: Guid; labelId: Guid; state: JobState; resultId: Guid | null; problem: string | null }
export interface TypePatientValues { seriesInstanceUid: string; heightCm: number | null; weightKg: number | null }
export interface ByHand { by: Person; at: string }
export interface BodyComposition {
  smaCm2: number | null; smiCm2PerM2: number | null; smdHu: number | null; vfaCm2: number | null; sfaCm2: number | null;
  vatSatRatio: number | null; bmiKgPerM2: number | null;
  /** Numbers of the segments that stand for the tissue. */
  muscleSegments: number[]; visceralFatSegments: number[]; subcutaneousFatSegments: number[];
}
/** unit: of every value; '' for none. median: null over several slices. */
export interface ValueStatistics { unit: string; mean: number; sd: number; min: number; max: number; median: number | null }
/** outsideRange: share (0–1) outside the segment's own HU range. */
export interface SegmentMeasure {
  number: number; key: string; name: string; colour: string; code: string | null; sliceCount: number; voxelCount: number;
  volumeCm3: number | null; values: ValueStatistics | null; outsideRange: number | null;
  referencePixelCount: number; referenceAreaCm2: number | null;
  referenceValues: ValueStatistics | null; referenceOutsideRange: number | null;
  paddingCount: number;
}
export interface SliceMeasure {
  slice: number; locationMm: number | null; segmentNumber: number; pixelCount: number; areaCm2: number | null;
  values: ValueStatistics; outsideRange: number | null;
}
/** id: all zeros for a preview. axis: x, y or z, along which slices lie. */
export interface QuantResult {
  id: Guid; labelId: Guid; revision: number; seriesInstanceUid: string; labelName: string; level: string | null;
  unit: string; axis: string; volumeId: string | null;
  sliceCount: number; referenceSlice: number; referenceSliceLocationMm: number | null; referenceChosen: ByHand | null;
  subject: {
    sex: string | null; age: string | null; studyDate: string | null;
    heightCm: number | null; heightSource: 'typed' | 'dicom' | null; heightTyped: ByHand | null;
    weightKg: number | null; weightSource: 'typed' | 'dicom' | null; weightTyped: ByHand | null;
  };
  bodyComposition: BodyComposition; segments: SegmentMeasure[]; slices: SliceMeasure[];
  caveats: { code: string; text: string; parameters: Record<string, unknown> | null; isGrave: boolean }[];
  provenance: {
    measuredBy: Person; measuredAt: string; softwareVersion: string; tubeVoltageKv: number | null; contrastAgent: string | null;
    sliceThicknessMm: number | null; convolutionKernel: string | null; pixelAreaMm2: number | null; sliceSpacingMm: number | null;
  };
}

// Labeling/Messages.cs
export interface LabelRevised {
  labelId: Guid; seriesInstanceUid: string; revision: number; tool: string; by: Person; at: string;
  jobId: Guid | null; volumeId: string | null;
}

// Ingest/Messages.cs
export interface SeriesVolumeBuilt { seriesInstanceUid: string; volumeId: string | null }

// WebUi/Live/
export interface Attendance { pageId: string; person: Person; slice: number; isWorking: boolean; since: string }
export interface PeopleChanged { labelId: Guid; people: Attendance[] }
export interface DraftKey { userId: string; key: string }

/** What a service says, as problem details and jobs carry it: English, and a code with parameters for other languages. */
export interface Sentence {
  text: string; code?: string | null | undefined;
  parameters?: Readonly<Record<string, unknown>> | null | undefined;
}
