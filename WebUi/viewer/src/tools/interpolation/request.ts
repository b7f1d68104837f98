import { postJson } from '../../api/http.ts';
import type { InterpolationRequest, Proposal } from '../../contracts/services.ts';

export const interpolation = (body: InterpolationRequest, signal: AbortSignal) =>
  postJson<Proposal>('/api/assist/interpolation', body, signal);
