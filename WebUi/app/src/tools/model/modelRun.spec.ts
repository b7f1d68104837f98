import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ModelInfo, Segment, SeriesDetail } from '../../contracts/services.ts';
import { encodeMask } from '../../masks/codec.ts';
import { pixels, SIZE, workspace } from '../shared/testAssist.ts';
import { fits, numbersIn, runModel } from './modelRun.ts';

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
      '/api/inference/models': () => Response.json([
        { id: 'm', version: '2', name: 'M', forMeasurement: true, kind: 'slice-2d', unit: 'HU', modalities: null },
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

describe('a model fits', () => {
  const model = (rest: Partial<ModelInfo>) => ({ unit: 'HU', modalities: null, kind: 'slice-2d', ...rest }) as ModelInfo;
  const images = (modality: string, unit: string, isVolume = true) =>
    ({ series: { modality }, voxels: { unit }, geometry: { isVolume } }) as SeriesDetail;
  it('CT where it reads HU', () => {
    expect(fits(model({}), images('CT', 'HU'))).toBe(true);
    expect(fits(model({}), images('MR', ''))).toBe(false);
  });
  it('the modalities that it names', () => {
    expect(fits(model({ unit: 'any', modalities: ['MR'] }), images('MR', ''))).toBe(true);
    expect(fits(model({ unit: 'any', modalities: ['MR'] }), images('CT', 'HU'))).toBe(false);
  });
  it('a volume where it needs one', () => {
    expect(fits(model({ kind: 'volume-3d' }), images('CT', 'HU'))).toBe(true);
    expect(fits(model({ kind: 'volume-3d' }), images('CT', 'HU', false))).toBe(false);
  });
});
