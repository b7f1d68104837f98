import { getLabel, getMasks } from '../../api/client.ts';
import { followJob } from '../../api/live.ts';
import type { InferenceJob, ModelInfo, ModelOffer, Segment } from '../../contracts/services.ts';
import { currentLanguage, segmentName, t as common } from '../../i18n/i18n.ts';
import { said } from '../../i18n/sentences.ts';
import { mayAsk } from '../../state/proposals.ts';
import type { Workspace } from '../../state/workspace.ts';
import { Options } from '../shared/options.ts';
import { getInferenceJob, getOffers, startInference } from './request.ts';
import { t } from './texts.ts';

export const options = new Options<{ readonly modelId: string }>('model', { modelId: '' });

/** The chosen one, once the models are known. */
export function chosenOffer(workspace: Workspace): ModelOffer | undefined {
  return workspace.state.models.find(({ model }) => model.id === options.of(workspace).modelId);
}

/** Learns which models there are, and takes the first that fits these images as the chosen one. */
export async function loadModels(workspace: Workspace): Promise<void> {
  const { label, ofVolume, store } = workspace;
  const models = await getOffers(ofVolume, label.firstSlice, label.lastSlice);
  store.set({ models });
  const first = models.find(({ misfit }) => !misfit);
  if (!options.of(workspace).modelId && first) options.set(workspace, { modelId: first.model.id });
}

/** How long the run takes, in words; empty where nobody knows yet. */
export function expectation({ expectedSeconds }: ModelOffer): string {
  if (expectedSeconds === null) return '';
  if (expectedSeconds < 1) return t('moment');
  return expectedSeconds < 90 ? t('seconds', { n: Math.round(expectedSeconds) }) : t('minutes', { n: Math.round(expectedSeconds / 60) });
}

/** Runs the chosen model on the label's slices and shows its answer as a proposal on all of them. */
export async function runModel(workspace: Workspace): Promise<{ problem: string } | undefined> {
  const { label, store } = workspace;
  if (store.state.models.length === 0) await loadModels(workspace);
  const offer = chosenOffer(workspace);
  if (!offer || offer.misfit || store.state.running || !mayAsk(workspace, 'model', { allSlices: true })) return undefined;
  const { model } = offer;
  const show = ({ id, done, total }: Pick<InferenceJob, 'done' | 'total'> & { id?: string }) =>
    store.set({ running: { jobId: id, done, total, text: total > 0 ? t('running', { done, total }) : common('loading') } });
  show({ done: 0, total: 0 });
  try {
    const started = await startInference({
      ...workspace.ofVolume, model: model.id, firstSlice: label.firstSlice, lastSlice: label.lastSlice,
    });
    const isEnd = ({ state, labelId }: InferenceJob) =>
      state === 'failed' || state === 'cancelled' || (state === 'succeeded' && labelId !== null);
    const job = isEnd(started) ? started
      : await followJob('inferenceJobChanged', started.id, () => getInferenceJob(started.id), isEnd, show);
    if (job.state === 'cancelled') return { problem: t('cancelled') };
    if (!job.labelId) return { problem: t('failed', { why: said({ text: job.problem ?? '' }) }) };
    // on the page's volume, whatever the series is by now
    const result = await getLabel(job.labelId, undefined, label.volumeId);
    const masks = await getMasks(result);
    const numbers = numbersIn(workspace.state.segments, result.segments);
    const inRange = [...masks].filter(([slice]) => slice >= label.firstSlice && slice <= label.lastSlice);
    const found = new Set(inRange.flatMap(([, mask]) => [...new Set(mask.labels)]));
    const lacking = result.segments.filter(segment => found.has(segment.number) && numbers[segment.number] === 0).map(segmentName);
    const left = lacking.length > 0 ? { problem: t('lacksSegments', { names: lacking.join(', ') }) } : undefined;
    if (left && ![...found].some(number => numbers[number])) return left;
    store.set({
      proposal: {
        tool: 'model', strokes: 0, notices: [], elapsedMs: undefined, parameters: { slices: inRange.map(([slice]) => slice) },
        model: { id: model.id, version: job.modelVersion, jobId: job.id },
        madeBy: { name: `${modelName(model)} ${job.modelVersion}`, isDemonstration: isDemonstration(model) },
        masks: new Map(inRange.map(([slice, mask]) => [slice, mask.labels.map(number => numbers[number]!)])),
      },
    });
    return left;
  } finally {
    store.set({ running: undefined });
  }
}

/** In the page's language where the model has a name in it. */
export function modelName(model: ModelInfo): string {
  return model.nameByLanguage?.[currentLanguage()] ?? model.name;
}

/** Its results must not be reported. */
export function isDemonstration(model: ModelInfo): boolean {
  return model.forMeasurement === false;
}

/**
 * A result's segment numbers in terms of a label's own: what stands for the same is the same, and without a code what has
 * the same key. What the label lacks is 0.
 */
export function numbersIn(own: readonly Segment[], result: readonly Segment[]): Uint8Array {
  const numbers = new Uint8Array(256);
  for (const { number, key, code } of result)
    numbers[number] = own.find(segment => (code ? segment.code === code : segment.key === key))?.number ?? 0;
  return numbers;
}
