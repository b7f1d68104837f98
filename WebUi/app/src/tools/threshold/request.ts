import { postJson } from '../../api/http.ts';
import type { OfVolume, Proposal } from '../../contracts/services.ts';

export interface ThresholdRequest extends OfVolume {
  firstSlice: number; lastSlice: number; min: number | null; max: number | null;
  openMm: number; minIslandMm2: number; maxHoleMm2: number; lasso: number[] | null;
}

export const threshold = (body: ThresholdRequest, signal: AbortSignal) =>
  postJson<Proposal>('/api/assist/threshold', body, signal);
