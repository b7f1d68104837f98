import { postJson } from '../../api/http.ts';
import type { CarryRequest, Proposal } from '../../contracts/services.ts';

export const carry = (body: CarryRequest, signal: AbortSignal) => postJson<Proposal>('/api/assist/carry', body, signal);
