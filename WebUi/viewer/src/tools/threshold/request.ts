import { postJson } from '../../api/http.ts';
import type { Proposal, ThresholdRequest } from '../../contracts/services.ts';

export const threshold = (body: ThresholdRequest, signal: AbortSignal) => postJson<Proposal>('/api/assist/threshold', body, signal);
