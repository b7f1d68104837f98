import { decodeMask, decodeMasks, type Mask } from '../masks/codec.ts';
import type {
  ChangeLabel, CreateLabel, CreateSelection, DraftKey, Label, LabelSummary, QuantJob, QuantResult, RevisionComparison, RevisionSaved,
  RevisionSummary, SaveRevision, Selection, SeriesDetail, SeriesLevels, StartQuant, TypePatientValues, UserSettings,
} from '../contracts/services.ts';
import { ApiFailure, getBytes, getJson, postJson, putJson, send, SERIES_CHANGED } from './http.ts';

// One function per row of docs/api.md; what one tool alone asks is in its folder (tools/). Voxels are little-endian int16, as every
// browser's typed arrays are.

const series = (uid: string) => `/api/series/${encodeURIComponent(uid)}`;
const label = (id: string) => `/api/labels/${encodeURIComponent(id)}`;
const at = (revision: number | undefined, volumeId: string | null | undefined) => {
  const query = new URLSearchParams();
  if (revision !== undefined) query.set('revision', String(revision));
  if (volumeId) query.set('volumeId', volumeId);
  return query.size > 0 ? `?${query}` : '';
};
/** What is given of the values. */
const queryOf = (values: object) =>
  new URLSearchParams(Object.entries(values).filter(([, value]) => value != null).map(([name, value]) => [name, String(value)]));

/** What a label's slices are asked for by: they count on the volume that the page shows. */
export interface LabelSource { readonly id: string; readonly volumeId: string | null }

export const getSeries = (uid: string) => getJson<SeriesDetail>(series(uid));

/** What a series' voxels are asked for by: with the volume's id they stay in the browser's cache for good. */
export interface VoxelSource { readonly series: { readonly seriesInstanceUid: string }; readonly volumeId: string | null }

const voxels = async ({ series: { seriesInstanceUid }, volumeId }: VoxelSource, part: string, signal?: AbortSignal) =>
  new Int16Array(await getBytes(`${series(seriesInstanceUid)}/${part}${volumeId ? `?v=${encodeURIComponent(volumeId)}` : ''}`, signal));

/** Voxels [Rows, Columns]. */
export const getSlice = (source: VoxelSource, k: number, signal?: AbortSignal) => voxels(source, `slices/${k}`, signal);

/** Voxels [Slices, Rows] of column i, or [Slices, Columns] of row j; slice 0 (feet) first. */
export const getPlane = (source: VoxelSource, plane: 'sagittal' | 'coronal', index: number, signal?: AbortSignal) =>
  voxels(source, `planes/${plane}/${index}`, signal);

/** Vertebral levels; pending while they are looked for. */
export const getLevels = ({ series: { seriesInstanceUid }, volumeId }: VoxelSource) =>
  getJson<SeriesLevels>(`${series(seriesInstanceUid)}/levels${volumeId ? `?volumeId=${encodeURIComponent(volumeId)}` : ''}`);

export const getSelections = (uid: string) =>
  getJson<Selection[]>(`/api/selections?seriesInstanceUid=${encodeURIComponent(uid)}`);
export const createSelection = (body: CreateSelection) => postJson<Selection>('/api/selections', body);

export const getSettings = () => getJson<UserSettings>('/api/settings');
export const putSettings = (body: UserSettings) => putJson<UserSettings>('/api/settings', body);

export const getLabels = (uid: string, hidden = false) =>
  getJson<LabelSummary[]>(`/api/labels?seriesInstanceUid=${encodeURIComponent(uid)}${hidden ? '&hidden=true' : ''}`);
export const getDeletedLabels = (uid: string) =>
  getJson<LabelSummary[]>(`/api/labels/deleted?seriesInstanceUid=${encodeURIComponent(uid)}`);
export const changeLabel = (id: string, body: ChangeLabel) => send('PATCH', label(id), { body });
/** @param confirm the label's name, typed */
export const deleteLabel = (id: string, confirm: string) => send('DELETE', `${label(id)}?confirm=${encodeURIComponent(confirm)}`);
export const restoreLabel = (id: string) => postJson<LabelSummary>(`${label(id)}/restore`, {});
export const createLabel = (body: CreateLabel) => postJson<Label>('/api/labels', body);
/** On the series' newest volume, unless one is named. */
export const getLabel = (id: string, revision?: number, volumeId?: string | null) => getJson<Label>(label(id) + at(revision, volumeId));

export const getMasks = async ({ id, volumeId }: LabelSource, revision?: number): Promise<Map<number, Mask>> =>
  decodeMasks(new Uint8Array(await getBytes(`${label(id)}/masks${at(revision, volumeId)}`)));

const TRIES = 5;

/** A label, its masks and its series, all on one volume: the series may change between one answer and the next. */
export async function openLabel(
  id: string, seriesUid?: string,
): Promise<{ opened: Label; masks: Map<number, Mask>; series: SeriesDetail }> {
  for (let tries = 1; ; tries++) {
    const [opened, answer, known] = await Promise.all([
      getLabel(id), send('GET', `${label(id)}/masks`), seriesUid === undefined ? undefined : getSeries(seriesUid),
    ]);
    const series = known ?? await getSeries(opened.seriesInstanceUid);
    const isOne = opened.volumeId === series.volumeId && answer.headers.get('Voxmark-Volume') === opened.volumeId;
    if (isOne) return { opened, masks: decodeMasks(new Uint8Array(await answer.arrayBuffer())), series };
    if (tries === TRIES) throw new ApiFailure('refused', 409, { type: SERIES_CHANGED });
  }
}

/** One slice's mask; undefined when the slice carries no label. */
export async function getMask({ id, volumeId }: LabelSource, k: number, revision?: number): Promise<Mask | undefined> {
  try {
    return decodeMask(new Uint8Array(await getBytes(`${label(id)}/slices/${k}${at(revision, volumeId)}`)));
  } catch (error) {
    if (error instanceof ApiFailure && error.status === 404) return undefined;
    throw error;
  }
}

/** Newest first. */
export const getRevisions = (
  { id, volumeId }: LabelSource, page: { before?: number | undefined; limit: number; mine?: boolean; changes?: boolean },
) => getJson<RevisionSummary[]>(`${label(id)}/revisions?${queryOf({ ...page, volumeId })}`);
export const compareRevisions = ({ id, volumeId }: LabelSource, from: number, to: number) =>
  getJson<RevisionComparison>(`${label(id)}/comparison?from=${from}&to=${to}${volumeId ? `&volumeId=${volumeId}` : ''}`);
export const saveRevision = (id: string, body: SaveRevision) => postJson<RevisionSaved>(`${label(id)}/revisions`, body);

export const saveRevisions = (id: string, revisions: readonly SaveRevision[]) =>
  postJson<{ saved: RevisionSaved[] }>(`${label(id)}/revisions/batch`, { revisions });

export const startQuant = (body: StartQuant) => postJson<QuantJob>('/api/quant/jobs', body);
export const previewQuant = (request: StartQuant) => getJson<QuantResult>(`/api/quant/previews?${queryOf(request)}`);
export const typePatientValues = (body: TypePatientValues) => send('PUT', '/api/quant/patient-values', { body });
export const getQuantJob = (id: string) => getJson<QuantJob>(`/api/quant/jobs/${id}`);
export const getQuantResult = (id: string) => getJson<QuantResult>(`/api/quant/results/${id}`);
export const getQuantResults = (labelId: string) => getJson<QuantResult[]>(`/api/quant/results?labelId=${labelId}`);
export const workbookUrl = (resultId: string) => `/api/quant/results/${resultId}.xlsx`;

/** What unsent work of the signed-in person is encrypted with. */
export const getDraftKey = () => getJson<DraftKey>('/drafts/key');

/** Signs in without leaving the page. @returns whether the gateway took the password */
export async function signIn(userName: string, password: string): Promise<boolean> {
  const body = new URLSearchParams({ userName, password, returnUrl: '/favicon.svg' });
  const response = await fetch('/auth/sign-in', { method: 'POST', body, credentials: 'same-origin' });
  return response.ok && !new URL(response.url).pathname.startsWith('/sign-in');
}
