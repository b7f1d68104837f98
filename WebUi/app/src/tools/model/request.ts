import { getJson, postJson, send } from '../../api/http.ts';
import type { InferenceJob, ModelInfo, StartInference } from '../../contracts/services.ts';

export const getModels = () => getJson<ModelInfo[]>('/api/inference/models');
export const startInference = (body: StartInference) => postJson<InferenceJob>('/api/inference/jobs', body);
export const cancelInference = async (id: string): Promise<void> => { await send('DELETE', `/api/inference/jobs/${id}`); };
export const getInferenceJob = (id: string) => getJson<InferenceJob>(`/api/inference/jobs/${id}`);
