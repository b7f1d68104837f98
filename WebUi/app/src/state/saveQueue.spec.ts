import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RevisionSaved, SaveRevision } from '../contracts/services.ts';
import { ApiFailure } from '../api/http.ts';
import { decodeMask, encodeMask, fromBase64 } from '../masks/codec.ts';
import type { Volume } from './imageNames.ts';
import type { PendingSave } from './pendingSave.ts';
import { SaveQueue, type SaveState, type Settlement } from './saveQueue.ts';

class Server {
  readonly received: SaveRevision[] = [];
  readonly requests: number[] = [];
  readonly answers: ('ok' | ApiFailure)[] = [];
  private revision = 0;

  /** Stops at the first refusal, which is the answer when nothing was saved before it. */
  readonly send = async (bodies: readonly SaveRevision[]): Promise<RevisionSaved[]> => {
    this.requests.push(bodies.length);
    const saved: RevisionSaved[] = [];
    for (const body of bodies) {
      this.received.push(body);
      const answer = this.answers.shift();
      if (answer instanceof ApiFailure && saved.length === 0) throw answer;
      if (answer instanceof ApiFailure) break;
      const revision = ++this.revision;
      const slices = body.slices.map(({ slice }) => ({ slice, revision, maskHash: '', sopInstanceUid: '', frame: 0 }));
      saved.push({ revision, savedAt: '2025-01-02T03:04:05Z', slices });
    }
    return saved;
  };
}

const volumeOf = (volumeId: string, images: readonly string[]): Volume => ({
  volumeId, slices: images.map((sopInstanceUid, index) =>
    ({ index, sopInstanceUid, instanceNumber: null, positionMm: null, locationMm: null, frame: 0 })),
});

function start(settlement: Settlement = (_, mine) => mine, put = () => Promise.resolve(true), newVolume: Volume = volumeOf('A', [])) {
  const lost: PendingSave[] = [];
  const server = new Server();
  const states: SaveState[] = [];
  const kept = new Map<string, PendingSave>();
  const queue = new SaveQueue({
    columns: 2, rows: 1, volume: volumeOf('A', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']), bases: new Map(),
    send: server.send, onSaved: () => undefined,
    drafts: { put: save => { kept.set(save.operationId, save); return put(); }, remove: async id => void kept.delete(id) },
    onState: state => states.push(state), onStale: async () => settlement, onLocked: async () => settlement,
    onSeriesChanged: async () => newVolume, onLost: saves => lost.push(...saves),
  });
  return { server, states, kept, queue, lost };
}

const mask = (...labels: number[]) => Uint8Array.from(labels);
const settle = () => vi.advanceTimersByTimeAsync(400);

describe('SaveQueue', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('sends the mask on the revision that last changed the slice', async () => {
    const { server, queue } = start();
    queue.add('brush', null, null, new Map([[4, mask(0, 1)]]));
    await settle();
    queue.add('eraser', null, null, new Map([[4, mask(0, 0)]]));
    await settle();
    expect(server.received.map(body => body.slices[0]!.baseRevision)).toEqual([0, 1]);
    expect(atob(server.received[0]!.slices[0]!.mask)).toBe('\x01\x02\x01\x00\x01\x01\x01');
  });

  it('sends a stroke at once and makes each a revision of its own', async () => {
    const { server, queue } = start();
    queue.add('brush', null, null, new Map([[4, mask(0, 1)]]));
    expect(server.received).toHaveLength(1);
    queue.add('brush', null, null, new Map([[4, mask(1, 1)]]));
    await settle();
    expect(server.received.map(body => body.slices[0]!.baseRevision)).toEqual([0, 1]);
    expect(queue.isEmpty).toBe(true);
  });

  it('keeps other slices and other tools apart', async () => {
    const { server, queue } = start();
    queue.add('brush', null, null, new Map([[4, mask(0, 1)]]));
    queue.add('brush', null, null, new Map([[5, mask(0, 1)]]));
    queue.add('eraser', null, null, new Map([[5, mask(0, 0)]]));
    await settle();
    expect(server.received.map(body => [body.tool, body.slices[0]!.slice])).toEqual([['brush', 4], ['brush', 5], ['eraser', 5]]);
  });

  it('keeps a change and repeats the same operation while the server is away', async () => {
    const { server, states, kept, queue } = start();
    server.answers.push(new ApiFailure('unreachable', 0));
    queue.add('brush', null, null, new Map([[4, mask(0, 1)]]));
    await settle();
    expect(states.at(-1)).toMatchObject({ kind: 'offline', count: 1 });
    expect(kept.size).toBe(1);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(server.received[1]!.operationId).toBe(server.received[0]!.operationId);
    expect(states.at(-1)).toMatchObject({ kind: 'saved' });
    expect(kept.size).toBe(0);
  });

  it('says how many wait while the server is away, and sends them in order when it is back', async () => {
    const { server, states, queue } = start();
    server.answers.push(new ApiFailure('unreachable', 0));
    queue.add('brush', null, null, new Map([[4, mask(0, 1)]]));
    await settle();
    queue.add('brush', null, null, new Map([[4, mask(1, 1)]]));
    queue.add('eraser', null, null, new Map([[4, mask(0, 0)]]));
    expect(states.at(-1)).toMatchObject({ kind: 'offline', count: 3 });
    queue.retry();
    await settle();
    expect(server.received.map(body => body.tool)).toEqual(['brush', 'brush', 'brush', 'eraser']);
    expect(states.at(-1)).toMatchObject({ kind: 'saved' });
  });

  it('says that what waits is kept only once it has been written', async () => {
    let written: (isKept: boolean) => void = () => undefined;
    const { server, states, queue } = start(undefined, () => new Promise(resolve => { written = resolve; }));
    server.answers.push(new ApiFailure('unreachable', 0));
    queue.add('brush', null, null, new Map([[4, mask(0, 1)]]));
    await settle();
    expect(states.at(-1)).toMatchObject({ kind: 'offline', count: 1, isKept: false });
    written(true);
    await settle();
    expect(states.at(-1)).toMatchObject({ kind: 'offline', count: 1, isKept: true });
  });

  it('does not say so where nothing can be written', async () => {
    const { server, states, queue } = start(undefined, () => Promise.resolve(false));
    server.answers.push(new ApiFailure('unreachable', 0));
    queue.add('brush', null, null, new Map([[4, mask(0, 1)]]));
    await settle();
    expect(states.at(-1)).toMatchObject({ kind: 'offline', count: 1, isKept: false });
  });

  it('sends what waited in one request, and the rest again when only a part of it was saved', async () => {
    const { server, states, kept, queue } = start();
    server.answers.push(new ApiFailure('unreachable', 0));
    queue.add('brush', null, null, new Map([[4, mask(0, 1)]]));
    await settle();
    for (let n = 0; n < 4; n++) queue.add('brush', n, null, new Map([[4, mask(1, n)]]));
    server.answers.push('ok', 'ok', new ApiFailure('unreachable', 0));
    queue.retry();
    await settle();
    expect(server.requests).toEqual([1, 5, 3]);
    expect(server.received.slice(4).map(body => [body.parameters, body.slices[0]!.baseRevision])).toEqual([[1, 2], [2, 2], [3, 2]]);
    expect(states.at(-1)).toMatchObject({ kind: 'saved' });
    expect(kept.size).toBe(0);
  });

  it('makes requests of at most a hundred changes', async () => {
    const { server, queue } = start();
    server.answers.push(new ApiFailure('unreachable', 0));
    for (let n = 0; n < 150; n++) queue.add('brush', null, null, new Map([[4, mask(0, n)]]));
    await settle();
    queue.retry();
    await settle();
    expect(server.requests).toEqual([1, 100, 50]);
  });

  it('stops and says why when the server refuses', async () => {
    const { server, states, queue } = start();
    server.answers.push(new ApiFailure('refused', 403, { detail: 'You may only read.' }));
    queue.add('brush', null, null, new Map([[4, mask(0, 1)]]));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.received).toHaveLength(1);
    expect(states.at(-1)).toMatchObject({ kind: 'failed', failure: { message: 'You may only read.' } });
  });

  const stale = () => new ApiFailure('refused', 409, {
    type: 'urn:voxmark:stale-revision',
    stale: [{ slice: 4, baseRevision: 0, currentRevision: 9, changedBy: { id: '7', name: 'lee' }, changedAt: '2025-01-02T03:04:05Z' }],
  });

  it('sends mine again on their revision', async () => {
    const { server, queue } = start();
    server.answers.push(stale());
    queue.add('brush', null, null, new Map([[4, mask(0, 1)]]));
    await settle();
    expect(server.received[1]!.slices).toMatchObject([{ slice: 4, baseRevision: 9 }]);
  });

  it('gives up only the slices where theirs is taken', async () => {
    const { server, kept, queue } = start(() => undefined);
    server.answers.push(stale());
    queue.add('model', null, null, new Map([[4, mask(0, 1)], [5, mask(1, 0)]]));
    await settle();
    expect(server.received[1]!.slices.map(change => change.slice)).toEqual([5]);
    expect(kept.size).toBe(0);
  });

  it('merges every change that waits, not only the one that was refused', async () => {
    const { server, queue } = start((_, mine) => mine.map((label, n) => (n === 0 ? 7 : label)));
    server.answers.push(stale());
    queue.add('brush', null, null, new Map([[4, mask(0, 1)]]));
    queue.add('brush', null, null, new Map([[4, mask(0, 2)]]));
    await settle();
    const sent = server.received.slice(1).map(body => [...decodeMask(fromBase64(body.slices[0]!.mask)).labels]);
    expect(sent).toEqual([[7, 1], [7, 2]]);
    expect(server.received[1]!.operationId).toBe(server.received[0]!.operationId);
  });

  it('sends what an earlier page left, on the revisions it was made on', async () => {
    const { server, queue } = start();
    queue.restore([{
      operationId: 'left-over', tool: 'brush', parameters: null, model: null,
      masks: new Map([[4, encodeMask({ columns: 2, rows: 1, labels: mask(0, 1) })]]), bases: new Map([[4, 3]]),
    }]);
    await settle();
    expect(server.received[0]).toMatchObject({ operationId: 'left-over', slices: [{ slice: 4, baseRevision: 3 }] });
  });

  describe('when the series has another volume', () => {
    const changed = (newVolume: string) => new ApiFailure('refused', 409, { type: 'urn:voxmark:series-changed', volumeId: newVolume });

    it('sends a refused change again where its image lies now', async () => {
      const { server, queue } = start(undefined, undefined, volumeOf('B', ['new', 'a', 'b', 'c', 'd', 'e']));
      server.answers.push(changed('B'));
      queue.add('brush', null, null, new Map([[4, mask(0, 1)]]));
      await settle();
      expect(server.received.map(body => [body.volumeId, body.slices[0]!.slice])).toEqual([['A', 4], ['B', 5]]);
      expect(queue.isEmpty).toBe(true);
    });

    it('sends a change again that was on its way when the page heard of it', async () => {
      const { server, queue } = start(undefined, undefined, volumeOf('B', ['new', 'a', 'b', 'c', 'd', 'e']));
      server.answers.push(changed('B'));
      queue.add('brush', null, null, new Map([[4, mask(0, 1)]]));
      queue.moveTo(volumeOf('B', ['new', 'a', 'b', 'c', 'd', 'e'])); // before the refusal is there
      await settle();
      expect(server.received.map(body => [body.volumeId, body.slices[0]!.slice])).toEqual([['A', 4], ['B', 5]]);
      expect(queue.isEmpty).toBe(true);
    });

    it('keeps the base of an image that moved', async () => {
      const { server, queue } = start(undefined, undefined, volumeOf('B', ['new', 'a', 'b', 'c', 'd', 'e']));
      queue.add('brush', null, null, new Map([[4, mask(0, 1)]]));
      await settle();
      server.answers.push(changed('B'));
      queue.add('brush', null, null, new Map([[4, mask(1, 1)]]));
      await settle();
      expect(server.received.at(-1)!.slices[0]).toMatchObject({ slice: 5, baseRevision: 1 });
    });

    it('sends what is drawn afterwards on the old slices where their images lie now', async () => {
      const { server, queue } = start();
      queue.moveTo(volumeOf('B', ['d', 'e', 'a']));
      queue.add('brush', null, null, new Map([[0, mask(0, 1)]]));
      await settle();
      expect(server.received[0]).toMatchObject({ volumeId: 'B', slices: [{ slice: 2 }] });
    });

    it('keeps and tells what was drawn on an image that is gone, and sends the rest', async () => {
      const { server, queue, lost, kept } = start();
      queue.moveTo(volumeOf('B', ['a', 'b']));
      queue.add('brush', null, null, new Map([[1, mask(0, 1)], [4, mask(1, 1)]]));
      await settle();
      expect(server.received.map(body => body.slices.map(each => each.slice))).toEqual([[1]]);
      expect(lost.map(save => [...save.images!.values()])).toEqual([['e/0']]);
      expect([...kept.values()].map(save => [...save.images!.values()])).toEqual([['e/0']]);
    });

    it('places the drafts of an earlier page on their images', async () => {
      const { server, queue } = start();
      const draft: PendingSave = {
        operationId: 'o', tool: 'brush', parameters: null, model: null, volumeId: 'before', bases: new Map([[0, 3]]),
        images: new Map([[0, 'c/0']]),
        masks: new Map([[0, encodeMask({ columns: 2, rows: 1, labels: mask(0, 1) })]]),
      };
      queue.restore([draft]);
      await settle();
      expect(server.received[0]).toMatchObject({ volumeId: 'A', slices: [{ slice: 2, baseRevision: 3 }] });
    });

    it('gives up, and says so, when the series is as the page shows it', async () => {
      const { states, server, queue } = start();
      server.answers.push(changed('A'));
      queue.add('brush', null, null, new Map([[4, mask(0, 1)]]));
      await settle();
      expect(states.at(-1)!.kind).toBe('failed');
    });
  });
});
