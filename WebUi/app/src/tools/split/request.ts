import { postJson } from '../../api/http.ts';
import type { OfVolume, Proposal } from '../../contracts/services.ts';

export interface SplitRequest extends OfVolume { slice: number; mask: string; column: number; row: number; depthMm: number }

export const split = (body: SplitRequest, signal: AbortSignal) => postJson<Proposal>('/api/assist/split', body, signal);
