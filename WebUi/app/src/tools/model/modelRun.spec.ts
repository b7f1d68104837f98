import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ModelOffer, Segment } from '../../contracts/services.ts';
import { encodeMask } from '../../masks/codec.ts';
import { pixels, SIZE, workspace } from '../shared/testAssist.ts';
import { chosenOffer, expectation, loadModels, numbersIn, runModel } from './modelRun.ts';

afterEach(() => vi.unstubAllGlobals());

const segment = (number: number, key: string, code: string | null): Segment =>
  ({ number, key, name: key, colour: '#ffffff', code, minHu: null, maxHu: null, locked: false, visible: true });

describe('numbers of a model in a label', () => {
  const own = [segment(1, 'muscle', 'SCT:10200004'), segment(2, 'own-1', 'SCT:127954009'), segment(3, 'spleen', null)];
  it('follow what segments stand for, whatever their keys', () =>
    expect(numbersIn(own, [segment(9, 'muscle', 'SCT:127954009')])[9]).toBe(2));
  it('follow the key where the model says no code', () => expect(numbersIn(own, [segment(7, 'spleen', null)])[7]).toBe(3));
  it('are 0 for what the label lacks', () => expect(numbersIn(own, [segment(1, 'stone', 'SCT:56381008')])[1]).toBe(0));
});

describe('runModel', () => {
  /** The services, where a model has ended as told and has found number 4 on the pixel 10 of slices 0 and 3. */
  const serve = (job: object) => {
    const mask = encodeMask({ columns: SIZE, rows: SIZE, labels: pixels(10).map(number => 4 * number) });
    const masks = Uint8Array.from([0, 3].flatMap(slice => [slice, mask.length, ...mask]));
    const answers: Readonly<Record<string, () => Response>> = {
      '/api/inference/series/1.2/models?firstSlice=1&lastSlice=5': () => Response.json([
        { model: { id: 'm', version: '2', name: 'M', forMeasurement: true }, misfit: null, expectedSeconds: 1 },
      ]),
      '/api/inference/jobs': () => Response.json({ id: 'j', modelVersion: '2', state: 'succeeded', labelId: 'r', problem: null, ...job }),
      '/api/labels/r': () => Response.json({ id: 'r', segments: [segment(4, 'muscle', null)] }),
      '/api/labels/r/masks': () => new Response(masks),
    };
    vi.stubGlobal('fetch', (path: string) => Promise.resolve(answers[path]!()));
  };

  it('proposes what was found on the label\'s own slices, in the label\'s own numbers', async () => {
    const work = workspace(segment(1, 'bone', null), segment(2, 'muscle', null));
    serve({});
    expect(await runModel(work)).toBeUndefined();
    expect(work.state.proposal).toMatchObject({
      tool: 'model', model: { id: 'm', version: '2', jobId: 'j' }, madeBy: { name: 'M 2', isDemonstration: false },
    });
    expect([...work.state.proposal!.masks].map(([slice, mask]) => [slice, mask[10]])).toEqual([[3, 2]]);
    expect(work.state.running).toBeUndefined();
  });
  it('says what the label has no segment for', async () => {
    const work = workspace(segment(1, 'bone', null));
    serve({});
    expect((await runModel(work))!.problem).toContain('no segment for: muscle');
    expect(work.state.proposal).toBeUndefined();
  });
  it('says why it did not finish', async () => {
    const work = workspace(segment(2, 'muscle', null));
    serve({ state: 'failed', labelId: null, problem: 'The disk is full.' });
    expect((await runModel(work))!.problem).toContain('The disk is full.');
  });
});

describe('loadModels', () => {
  const offer = (id: string, misfit: string | null) => ({ model: { id }, misfit: misfit && { text: misfit }, expectedSeconds: null });
  it('asks about the slices of the label and takes the first that fits', async () => {
    const fetch = vi.fn<(path: string) => Promise<Response>>(
      () => Promise.resolve(Response.json([offer('brain', 'Not MR.'), offer('m', null), offer('n', null)])));
    vi.stubGlobal('fetch', fetch);
    const work = workspace();
    await loadModels(work);
    expect(fetch.mock.calls[0]![0]).toBe('/api/inference/series/1.2/models?firstSlice=1&lastSlice=5');
    expect(chosenOffer(work)!.model.id).toBe('m');
  });
});

describe('the expected time', () => {
  const of = (expectedSeconds: number | null) => expectation({ expectedSeconds } as ModelOffer);
  it('is said in seconds or minutes', () => expect([of(0.2), of(19.6), of(130)]).toEqual(['under a second', 'about 20 s', 'about 2 min']));
  it('is not said where nobody knows', () => expect(of(null)).toBe(''));
});
