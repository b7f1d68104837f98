import { ApiFailure, eventsOf, send } from '../../api/http.ts';
import type { HuGate, LabelledSlice, OfVolume, Proposal } from '../../contracts/services.ts';

export interface SeedSegment extends HuGate { number: number; isWall: boolean }
export interface SeedsRequest extends OfVolume {
  firstSlice: number; lastSlice: number; seeds: LabelledSlice[]; segments: SeedSegment[];
  marginMm: number; locality: number;
}
interface GrowthProgress { done: number; total: number; proposal: Proposal | null }

/** Takes seconds; tells how far it is. */
export async function growSeeds(
  body: SeedsRequest, signal: AbortSignal, progress: (done: number, total: number) => void,
): Promise<Proposal> {
  for await (const data of eventsOf(await send('POST', '/api/assist/seeds', { body, signal }))) {
    const { done, total, proposal } = JSON.parse(data) as GrowthProgress;
    if (proposal) return proposal;
    progress(done, total);
  }
  throw new ApiFailure('unreachable', 0);
}
