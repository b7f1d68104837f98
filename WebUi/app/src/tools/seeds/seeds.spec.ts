import { afterEach, describe, expect, it, vi } from 'vitest';
import { Assistant } from '../shared/assistant.ts';
import { answered, at, decode, encode, nothing, pixels, segment, serve, workspace } from '../shared/testAssist.ts';
import type { SeedsRequest } from './request.ts';
import { drag } from '../shared/testWorkspace.ts';
import { options, SeedsTool } from './tool.ts';

afterEach(() => vi.unstubAllGlobals());

describe('SeedsTool', () => {
  const events = (...data: unknown[]) => new Response(data.map(each => `event: message\ndata: ${JSON.stringify(each)}\n\n`).join(''));

  it('sends strokes, labels and walls, and drops the background from the answer', async () => {
    const work = workspace(segment(1), segment(2), segment(3, true));
    work.masks.load(5, pixels(0));
    work.mask(3)[63] = 3;
    options.set(work, { strokePx: 1 });
    const mask = encode(Uint8Array.from({ length: 64 }, (_, n) => (n < 8 ? 2 : 255)));
    const requests = serve(() => events(
      { done: 1, total: 4, proposal: null },
      { done: 4, total: 4, proposal: { slices: [{ slice: 3, mask, pixelCount: 64, areaCm2: null }], notices: [], elapsedMs: 3 } }));
    const tool = new SeedsTool(work, new Assistant(work, nothing), nothing, nothing);
    work.store.set({ segment: 2 });
    tool.down(at(2, 2));
    tool.up();
    tool.down(at(6, 6, true)); // Alt: background
    tool.up();
    tool.confirm();
    await answered(work);

    const { seeds, segments } = requests[0]!.body as unknown as SeedsRequest;
    expect(segments.map(({ number, isWall }) => [number, isWall] as const).sort(([a], [b]) => a - b))
      .toEqual([[1, false], [2, false], [3, true], [255, false]]);
    const labels = decode(seeds.find(({ slice }) => slice === 3)!.mask);
    expect([labels[18], labels[54], labels[63]]).toEqual([2, 255, 3]);
    expect(new Set(work.state.proposal!.masks.get(3))).toEqual(new Set([2, 0]));
  });

  it('takes its last stroke back by Esc, and all of them when it is put away', () => {
    const say = vi.fn();
    const work = workspace(segment(1), segment(2));
    const requests = serve(() => events());
    const tool = new SeedsTool(work, new Assistant(work, nothing), nothing, say);
    const stroke = (number: number) => {
      work.store.set({ segment: number });
      tool.down(at(number, number));
      tool.up();
    };
    stroke(1);
    stroke(2);
    tool.cancel();
    tool.confirm(); // one seed is left
    stroke(2);
    tool.reset();
    tool.confirm();
    expect([say.mock.calls.length, requests.length]).toEqual([2, 0]);
  });

  it('lets the segments\' HU ranges bound them while the lock is on', async () => {
    const work = workspace({ ...segment(1), minHu: -29, maxHu: 150 }, segment(2));
    work.masks.load(2, pixels(0));
    work.masks.load(4, Uint8Array.from({ length: 64 }, (_, n) => (n === 5 ? 2 : 0)));
    const requests = serve(() => events({ done: 1, total: 1, proposal: { slices: [], notices: [], elapsedMs: 1 } }));
    const tool = new SeedsTool(work, new Assistant(work, nothing), nothing, nothing);
    tool.confirm();
    await answered(work);
    work.setRules({ huLock: false });
    tool.confirm();
    await answered(work);

    expect(requests.map(({ body }) => (body as unknown as SeedsRequest).segments.find(({ number }) => number === 1)))
      .toEqual([{ number: 1, isWall: false, minHu: -29, maxHu: 150 }, { number: 1, isWall: false, minHu: null, maxHu: null }]);
  });

  it('asks for a second seed', () => {
    const say = vi.fn();
    const work = workspace(segment(1));
    const tool = new SeedsTool(work, new Assistant(work, nothing), nothing, say);
    tool.down(at(2, 2));
    tool.up();
    tool.confirm();
    expect(say).toHaveBeenCalledOnce();
  });

  it('keeps what was drawn on other slices, and draws the background by choice', async () => {
    const work = workspace(segment(1));
    const requests = serve(() => events({ done: 1, total: 1, proposal: { slices: [], notices: [], elapsedMs: 1 } }));
    const tool = new SeedsTool(work, new Assistant(work, nothing), nothing, nothing);
    drag(tool, at(2, 2));
    work.goTo(4);
    options.set(work, { mode: 'background' });
    drag(tool, at(5, 5));
    tool.confirm();
    await answered(work);
    const { seeds, segments } = requests[0]!.body as unknown as SeedsRequest;
    expect(seeds.map(({ slice }) => slice)).toEqual([4, 3]);
    expect([decode(seeds[0]!.mask)[45], decode(seeds[1]!.mask)[18]]).toEqual([255, 1]);
    expect(segments.map(({ number }) => number).sort((a, b) => a - b)).toEqual([1, 255]);
  });

  it('leaves hidden segments out', () => {
    const say = vi.fn();
    const work = workspace(segment(1), { ...segment(2), visible: false });
    work.masks.load(3, Uint8Array.from({ length: 64 }, (_, n) => (n < 2 ? n + 1 : 0)));
    new SeedsTool(work, new Assistant(work, nothing), nothing, say).confirm();
    expect(say).toHaveBeenCalledOnce(); // one seed is none
  });

  it('grows anew with every stroke once it has been answered', async () => {
    const work = workspace(segment(1), segment(2));
    work.masks.load(3, Uint8Array.from({ length: 64 }, (_, n) => (n < 2 ? n + 1 : 0)));
    const mask = encode(pixels(3));
    const requests = serve(() => events(
      { done: 1, total: 1, proposal: { slices: [{ slice: 3, mask, pixelCount: 1, areaCm2: null }], notices: [], elapsedMs: 1 } }));
    const tool = new SeedsTool(work, new Assistant(work, nothing), nothing, nothing);
    drag(tool, at(6, 6));
    expect(requests).toHaveLength(0);
    tool.confirm();
    await answered(work);
    drag(tool, at(5, 5));
    await answered(work);
    expect(requests).toHaveLength(2);
    expect(work.state.proposal!.strokes).toBe(2);
  });
});
