import { postJson } from '../../api/http.ts';
import type { Proposal, RegionGrowingRequest } from '../../contracts/services.ts';

export const regionGrowing = (body: RegionGrowingRequest, signal: AbortSignal) =>
  postJson<Proposal>('/api/assist/region-growing', body, signal);
