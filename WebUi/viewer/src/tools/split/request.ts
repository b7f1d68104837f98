import { postJson } from '../../api/http.ts';
import type { Proposal, SplitRequest } from '../../contracts/services.ts';

export const split = (body: SplitRequest, signal: AbortSignal) => postJson<Proposal>('/api/assist/split', body, signal);
