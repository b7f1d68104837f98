import type { Guid, JobState, Sentence } from './common.ts';

export interface ModelInfo {
  id: string; version: string; name: string; description: string; descriptionByLanguage: Record<string, string>;
  labels: { number: number; key: string; name: string }[]; licence: string;
  nameByLanguage: Record<string, string>;
  /** False for a demonstration, whose results must not be reported. */
  forMeasurement: boolean;
  kind: 'slice-2d' | 'volume-3d' | 'algorithm'; unit: 'HU' | 'any';
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
/** problem: why it is not offered */
export interface FoundBundle { folder: string; problem: Sentence | null; model: ModelInfo | null; sha256: string | null }
export interface ProposedLevel {
  name: string; z: number; slice: number; firstSlice: number; lastSlice: number; probability: number; confidence: number;
}
/**
 * names are those of the levels, one by one, each vertebra called as the likeliest numbering calls the one `shift` further up.
 * Beyond S1 and T1 a name is null, which the service's document cannot say of what is in a list.
 */
export interface LevelNumbering { shift: number; probability: number; confidence: number; names: string[] }
export interface SeriesLevels {
  seriesInstanceUid: string; volumeId: string; state: 'pending' | 'ready' | 'none'; reason: Sentence | null;
  confidence: number; preselect: boolean; levels: ProposedLevel[]; numberings: LevelNumbering[];
}
