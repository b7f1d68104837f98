// What several services say. Here and in the files beside it are the records of Contracts/ as JSON carries them: camelCase, enums as
// camelCase strings, times as ISO 8601 UTC, byte[] as base64. Slices are 0-based, feet to head; pixels are (column, row).

export type Guid = string;

/** The id decides who it is; the name is for people to read. */
export interface Person { id: string; name: string }

/** English, and a code with what it is filled with, for other languages; what is older than codes is its English alone. */
export interface Sentence {
  text: string; code?: string | undefined; parameters?: Readonly<Record<string, unknown>> | null | undefined;
}

export type JobState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';

export interface ShelvedMessage {
  id: string; type: string; body: string; createdAt: string; shelvedAt: string; attempts: number; failure: string;
}
