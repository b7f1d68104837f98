import { postJson } from '../../api/http.ts';
import type { HuGate, OfVolume, PixelRectangle, Proposal } from '../../contracts/services.ts';

export interface BackProjectionRequest extends HuGate, OfVolume {
  slice: number; rectangle: PixelRectangle; binHu: number; threshold: number; openMm: number;
  touchingOnly: boolean; limit: PixelRectangle | null; lasso: number[] | null; smoothMm: number;
}

export const backProjection = (body: BackProjectionRequest, signal: AbortSignal) =>
  postJson<Proposal>('/api/assist/back-projection', body, signal);
