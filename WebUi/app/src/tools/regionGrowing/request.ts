import { postJson } from '../../api/http.ts';
import type { HuGate, OfVolume, Proposal } from '../../contracts/services.ts';

export interface RegionGrowingRequest extends HuGate, OfVolume {
  slice: number; column: number; row: number; firstSlice: number; lastSlice: number;
  toleranceHu: number | null; openMm: number; lasso: number[] | null;
}

export const regionGrowing = (body: RegionGrowingRequest, signal: AbortSignal) =>
  postJson<Proposal>('/api/assist/region-growing', body, signal);
