import { expect, test } from 'vitest';
import { ApiFailure } from '../../api/http.ts';
import type { FileOutcome } from '../../contracts/services.ts';
import { type Transport, type UploadFile, UploadQueue } from './uploadQueue.ts';

const file = (name: string, size = 100): UploadFile => ({ name, size, content: new Blob() });
const stored = (name: string): FileOutcome => ({ name, outcome: 'stored', reason: null });
const away = () => new ApiFailure('unreachable', 0);

/** A server that does what a test says and writes down what it was asked. */
class FakeServer implements Transport {
  readonly calls: string[] = [];
  onSend: (name: string) => Promise<FileOutcome[]> = name => Promise.resolve([stored(name)]);
  onComplete: () => Promise<void> = () => Promise.resolve();
  #begun = 0;

  begin() {
    this.calls.push('begin');
    return Promise.resolve(`upload-${++this.#begun}`);
  }

  send(uploadId: string, { name }: UploadFile) {
    this.calls.push(`${uploadId} ${name}`);
    return this.onSend(name);
  }

  complete(uploadId: string) {
    this.calls.push(`${uploadId} complete`);
    return this.onComplete();
  }
}

function queueOn(server: Transport) {
  const waits: number[] = [];
  let whenIdle = () => {};
  const queue: UploadQueue = new UploadQueue(
    server,
    { itemChanged: () => {}, changed: () => { if (queue?.state === 'idle' || queue?.state === 'paused') whenIdle(); } },
    seconds => {
      waits.push(seconds);
      return Promise.resolve();
    },
  );
  const settled = () => new Promise<void>(resolve => { whenIdle = resolve; });
  return { queue, waits, settled };
}

test('add sends every file to one upload and completes it', async () => {
  const server = new FakeServer();
  const { queue, settled } = queueOn(server);

  queue.add([file('a'), file('b')]);
  await settled();

  expect(server.calls).toEqual(['begin', 'upload-1 a', 'upload-1 b', 'upload-1 complete']);
  expect(queue.totals.outcomes.stored).toBe(2);
});

test('add sends three files at a time', async () => {
  const server = new FakeServer();
  const releases: (() => void)[] = [];
  server.onSend = name => new Promise(resolve => releases.push(() => resolve([stored(name)])));
  const { queue, settled } = queueOn(server);
  queue.add(['a', 'b', 'c', 'd'].map(name => file(name)));
  await new Promise(resolve => setTimeout(resolve));

  expect(releases.length).toBe(3);

  const end = settled();
  while (queue.totals.settledFiles < 4) {
    releases.shift()?.();
    await new Promise(resolve => setTimeout(resolve));
  }
  await end;
});

test('a file that is not answered is sent again, ever more patiently', async () => {
  const server = new FakeServer();
  let failures = 3;
  server.onSend = name => failures-- > 0 ? Promise.reject(away()) : Promise.resolve([stored(name)]);
  const { queue, waits, settled } = queueOn(server);

  queue.add([file('a')]);
  await settled();

  expect(waits).toEqual([1, 2, 4]);
  expect(queue.totals).toMatchObject({ settledFiles: 1, failed: 0 });
});

test('a file that is never answered fails, and the others arrive', async () => {
  const server = new FakeServer();
  server.onSend = name => name === 'bad' ? Promise.reject(away()) : Promise.resolve([stored(name)]);
  const { queue, settled } = queueOn(server);

  queue.add([file('bad'), file('good')]);
  await settled();

  expect(queue.totals).toMatchObject({ settledFiles: 2, failed: 1, outcomes: { stored: 1 } });
});

test('a file that the server refuses is not sent again', async () => {
  const server = new FakeServer();
  server.onSend = () => Promise.reject(new ApiFailure('refused', 413));
  const { queue, waits, settled } = queueOn(server);

  queue.add([file('huge')]);
  await settled();

  expect(waits).toEqual([]);
  expect(queue.items[0]!.state).toBe('failed');
});

test('retryFailed sends what failed to a new upload and completes that too', async () => {
  const server = new FakeServer();
  server.onSend = () => Promise.reject(new ApiFailure('refused', 400));
  const { queue, settled } = queueOn(server);
  queue.add([file('a')]);
  await settled();
  server.onSend = name => Promise.resolve([stored(name)]);

  queue.retryFailed();
  await settled();

  expect(server.calls.slice(-3)).toEqual(['begin', 'upload-2 a', 'upload-2 complete']);
  expect(queue.totals).toMatchObject({ files: 1, settledFiles: 1, settledBytes: 100, failed: 0 });
});

test('the end of the sign-in stops the queue until somebody resumes it', async () => {
  const server = new FakeServer();
  server.onSend = () => Promise.reject(new ApiFailure('signed-out', 401));
  const { queue, settled } = queueOn(server);

  queue.add(['a', 'b', 'c', 'd', 'e'].map(name => file(name)));
  await settled();

  expect(queue.trouble).toBe('signed-out');
  expect(queue.state).toBe('paused');
  expect(server.calls).not.toContain('upload-1 d');
});

test('files added while the last upload is being completed start another', async () => {
  const server = new FakeServer();
  const { queue, settled } = queueOn(server);
  server.onComplete = () => {
    server.onComplete = () => Promise.resolve();
    queue.add([file('late')]);
    return Promise.resolve();
  };

  queue.add([file('a')]);
  while (!server.calls.includes('upload-2 complete')) await settled();

  expect(server.calls).toEqual(['begin', 'upload-1 a', 'upload-1 complete', 'begin', 'upload-2 late', 'upload-2 complete']);
});

test('an upload that cannot be completed is said to be unfinished', async () => {
  const server = new FakeServer();
  server.onComplete = () => Promise.reject(new ApiFailure('refused', 404));
  const { queue, settled } = queueOn(server);

  queue.add([file('a')]);
  await settled();

  expect(queue.trouble).toBe('unfinished');
});
