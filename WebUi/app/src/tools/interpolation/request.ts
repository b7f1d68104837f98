import { postJson } from '../../api/http.ts';
import type { HuGate, LabelledSlice, OfVolume, Proposal } from '../../contracts/services.ts';

export interface InterpolationRequest extends HuGate, OfVolume { slices: LabelledSlice[] }

export const interpolation = (body: InterpolationRequest, signal: AbortSignal) =>
  postJson<Proposal>('/api/assist/interpolation', body, signal);
