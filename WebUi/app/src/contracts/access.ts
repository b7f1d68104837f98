import type { Person } from './common.ts';

export interface UserSummary {
  id: string; userName: string; displayName: string; roles: string[]; createdAt: string; isDisabled: boolean;
}

export interface OwnSession {
  id: string; startedAt: string; lastSeenAt: string; address: string | null; browser: string | null; isThisOne: boolean;
}

export interface ApiTokenSummary { id: string; name: string; createdAt: string; expiresAt: string | null; lastUsedAt: string | null }

export interface AuditRow {
  id: string; at: string; person: Person | null; userName: string | null; via: string; source: string | null; action: string;
  studyInstanceUid: string | null; seriesInstanceUid: string | null; sopInstanceUid: string | null; subject: string | null;
  slices: string | null; count: number; status: number;
}
