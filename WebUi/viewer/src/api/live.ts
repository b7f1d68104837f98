import type { HubConnection } from '@microsoft/signalr';
import type { InferenceJobChanged, LabelRevised, QuantJobChanged } from './contracts.ts';

interface LiveEvents {
  inferenceJobChanged: InferenceJobChanged;
  quantJobChanged: QuantJobChanged;
  labelRevised: LabelRevised;
}

let connecting: Promise<HubConnection | undefined> | undefined;

/** The page's one connection to the hub; undefined when it cannot be reached. Code for it is fetched on first use. */
async function connection(): Promise<HubConnection | undefined> {
  return await (connecting ??= connect());
}

async function connect(): Promise<HubConnection | undefined> {
  const { HttpTransportType, HubConnectionBuilder, LogLevel } = await import('@microsoft/signalr');
  const hub = new HubConnectionBuilder()
    // Without negotiation any replica may answer: there is no second request that must reach the same one.
    .withUrl('/live', { skipNegotiation: true, transport: HttpTransportType.WebSockets })
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: ({ previousRetryCount }) => Math.min(30_000, 1_000 * 2 ** previousRetryCount) })
    .configureLogging(LogLevel.None).build();
  try {
    await hub.start();
    return hub;
  } catch {
    connecting = undefined;
    return undefined;
  }
}

/** Listens to an event; does nothing without a connection, as events are only news: the facts are at the API. */
export async function onLive<Name extends keyof LiveEvents>(name: Name, listener: (event: LiveEvents[Name]) => void): Promise<() => void> {
  const hub = await connection();
  hub?.on(name, listener);
  return () => hub?.off(name, listener);
}

/** Asks for news of one label, now and after every reconnection. */
export async function joinLabel(labelId: string, onReconnected: () => void): Promise<void> {
  const hub = await connection();
  if (!hub) return;
  hub.onreconnected(() => {
    void hub.invoke('JoinLabel', labelId);
    onReconnected();
  });
  await hub.invoke('JoinLabel', labelId);
}

const POLL_MS = 1_500;
const POLL_WHILE_LIVE_MS = 10_000;

/**
 * Follows a job to its end: by the hub's news, and by asking where there is no hub (or it stays silent).
 * @param read the job as the API has it
 * @param isEnd whether that is its last state
 */
export async function followJob<Job>(
  event: 'inferenceJobChanged' | 'quantJobChanged', jobId: string, read: () => Promise<Job>, isEnd: (job: Job) => boolean,
  onProgress: (job: Job) => void = () => undefined,
): Promise<Job> {
  let wake: () => void = () => undefined;
  let isLive = false;
  let isOver = false;
  let stop: (() => void) | undefined;
  // The job is asked for at once: a network that swallows web sockets must not hold it up.
  void onLive(event, change => { if (change.jobId === jobId) wake(); }).then(async off => {
    stop = off;
    isLive = await connection() !== undefined;
    if (isOver) off();
  });
  try {
    for (;;) {
      const woken = new Promise<void>(resolve => { wake = resolve; });
      const job = await read();
      onProgress(job);
      if (isEnd(job)) return job;
      let timer: ReturnType<typeof setTimeout> | undefined;
      await Promise.race([woken, new Promise(resolve => { timer = setTimeout(resolve, isLive ? POLL_WHILE_LIVE_MS : POLL_MS); })]);
      clearTimeout(timer);
    }
  } finally {
    isOver = true;
    stop?.();
  }
}
