import type { Person, Sentence } from './common.ts';

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
  notices?: Sentence[] | null;
  /** Height of a pixel through its width, where no slice says how large its pixels are. */
  pixelAspect?: number | null;
}

/** What became of one file that was sent. */
export interface FileOutcome {
  name: string; outcome: FileDisposition; reason: string | null;
  studyInstanceUid?: string | null; seriesInstanceUid?: string | null; sopInstanceUid?: string | null;
}
export type FileDisposition = 'stored' | 'alreadyThere' | 'rejected' | 'quarantined';

export interface DeletedImages {
  id: string; seriesInstanceUid: string | null; patientName: string | null; patientId: string | null; description: string | null;
  studyDate: string | null; imageCount: number; deletedBy: Person; deletedAt: string; dueAt: string;
  state: 'deleted' | 'restoring' | 'restored' | 'purged';
}
export interface DeletionPage { deletions: DeletedImages[]; total: number; page: number; pageSize: number }

export interface PatientIdentity { name: string | null; id: string | null; sex: string | null; birthDate: string | null }
export interface PatientCorrection {
  id: string; from: PatientIdentity; to: PatientIdentity; reason: string | null;
  correctedBy: Person; correctedAt: string; withdrawnAt: string | null;
}
/** sentAs: who else images of the study that were sent again say it is. */
export interface StudyPatient { patient: PatientIdentity; corrections: PatientCorrection[]; sentAs: PatientIdentity[] }

export interface StorageReport {
  disk: { freeBytes: number; totalBytes: number; reserveBytes: number };
  integrity: {
    filesPerHour: number; roundStartedAt: string | null; filesChecked: number; lastRoundEndedAt: string | null;
    damagedCount: number; damaged: DamagedFile[];
  };
}

export interface DamagedFile { sopInstanceUid: string; seriesInstanceUid: string; kind: 'missing' | 'changed'; foundAt: string }

export interface QuarantinedFile { sopInstanceUid: string; sha256: string; sizeBytes: number; reason: string; receivedAt: string }

export interface SenderOverview {
  aeTitle: string; port: number | null; isOpen: boolean; listed: SenderEntry[]; configured: string[]; turnedAway: SenderTurnedAway[];
}

export interface SenderEntry { aeTitle: string; address: string | null; note: string | null; listedAt: string }

export interface SenderTurnedAway { aeTitle: string; address: string; at: string }

export interface ReconciliationReport {
  isApplied: boolean; objectsSeen: number; counts: Record<string, number>;
  findings: { kind: string; subject: string; done: string | null }[];
}
