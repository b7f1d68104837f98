import { postJson } from '../../api/http.ts';
import type { GrabCutRequest, Proposal } from '../../contracts/services.ts';

export const grabCut = (body: GrabCutRequest, signal: AbortSignal) => postJson<Proposal>('/api/assist/grab-cut', body, signal);
