import { getJson, postJson, send } from '../../api/http.ts';
import type { InferenceJob, ModelOffer, OfVolume, StartInference } from '../../contracts/services.ts';

/** Every model, and whether it is for these slices. */
export const getOffers = ({ seriesInstanceUid, volumeId }: OfVolume, firstSlice: number, lastSlice: number) =>
  getJson<ModelOffer[]>(`/api/inference/series/${seriesInstanceUid}/models`
    + `?${volumeId ? `volume=${volumeId}&` : ''}firstSlice=${firstSlice}&lastSlice=${lastSlice}`);
export const startInference = (body: StartInference) => postJson<InferenceJob>('/api/inference/jobs', body);
export const cancelInference = async (id: string): Promise<void> => { await send('DELETE', `/api/inference/jobs/${id}`); };
export const getInferenceJob = (id: string) => getJson<InferenceJob>(`/api/inference/jobs/${id}`);
