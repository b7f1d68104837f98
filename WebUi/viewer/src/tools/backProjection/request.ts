import { postJson } from '../../api/http.ts';
import type { BackProjectionRequest, Proposal } from '../../contracts/services.ts';

export const backProjection = (body: BackProjectionRequest, signal: AbortSignal) =>
  postJson<Proposal>('/api/assist/back-projection', body, signal);
