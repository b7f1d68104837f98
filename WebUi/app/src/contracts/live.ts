// What pages are told while they are open, and what a refusal carries along: no service's document has it.
import type { Guid, JobState, Person } from './common.ts';

export interface InferenceJobChanged {
  jobId: Guid; seriesInstanceUid: string; state: JobState; done: number; total: number; labelId: Guid | null; problem: string | null;
}

export interface QuantJobChanged { jobId: Guid; labelId: Guid; state: JobState; resultId: Guid | null; problem: string | null }

export interface LabelRevised {
  labelId: Guid; seriesInstanceUid: string; revision: number; tool: string; by: Person; at: string;
  jobId: Guid | null; volumeId: string | null;
}

export interface SeriesVolumeBuilt { seriesInstanceUid: string; volumeId: string | null }

export interface Attendance { pageId: string; person: Person; slice: number; isWorking: boolean; since: string }
export interface PeopleChanged { labelId: Guid; people: Attendance[] }
export interface DraftKey { userId: string; key: string }

export interface LockedSlice { slice: number; segments: number[] }
export interface StaleSlice { slice: number; baseRevision: number; currentRevision: number; changedBy: Person; changedAt: string }
