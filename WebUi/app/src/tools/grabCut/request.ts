import { postJson } from '../../api/http.ts';
import type { HuGate, OfVolume, PixelRectangle, Proposal } from '../../contracts/services.ts';

export interface Stroke { points: number[]; radiusPx: number }
export interface GrabCutRequest extends HuGate, OfVolume {
  slice: number; rectangle: PixelRectangle; keep: Stroke[]; remove: Stroke[];
  iterations: number; marginMm: number; lasso: number[] | null;
}

export const grabCut = (body: GrabCutRequest, signal: AbortSignal) => postJson<Proposal>('/api/assist/grab-cut', body, signal);
