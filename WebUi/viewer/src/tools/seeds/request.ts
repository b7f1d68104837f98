import { ApiFailure, eventsOf, send } from '../../api/http.ts';
import type { GrowthProgress, Proposal, SeedsRequest } from '../../contracts/services.ts';

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
