// The bodies of Contracts/Access that these pages use.
import type { ModelInfo, Person } from '../../contracts/services.ts';
import type { Sentence } from '../../contracts/services.ts';

export interface UserSummary {
  id: string; userName: string; displayName: string; roles: string[]; createdAt: string; isDisabled: boolean;
}

export interface OwnSession {
  id: string; startedAt: string; lastSeenAt: string; address: string | null; browser: string | null; isThisOne: boolean;
}

export interface ApiTokenSummary { id: string; name: string; createdAt: string; expiresAt: string | null; lastUsedAt: string | null }

export interface ShelvedMessage {
  id: string; type: string; body: string; createdAt: string; shelvedAt: string; attempts: number; failure: string;
}

/** problem: why it is not offered */
export interface FoundBundle { folder: string; problem: Sentence | null; model: ModelInfo | null; sha256: string | null }

export interface AuditRow {
  id: string; at: string; person: Person | null; userName: string | null; via: string; source: string | null; action: string;
  studyInstanceUid: string | null; seriesInstanceUid: string | null; sopInstanceUid: string | null; subject: string | null;
  slices: string | null; count: number; status: number;
}

// The bodies of Contracts/Ingest that the storage page uses.

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
