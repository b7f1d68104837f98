import { postJson } from '../../api/http.ts';
import type { HuGate, OfVolume, Proposal } from '../../contracts/services.ts';

export interface CarryRequest extends HuGate, OfVolume {
  fromSlice: number; mask: string; toSlice: number; bandMm: number; iterations: number;
}

export const carry = (body: CarryRequest, signal: AbortSignal) => postJson<Proposal>('/api/assist/carry', body, signal);
