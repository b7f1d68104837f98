import type { HubConnection } from '@microsoft/signalr';
import type {
  Attendance, InferenceJobChanged, LabelRevised, PeopleChanged, QuantJobChanged, SeriesVolumeBuilt,
} from '../contracts/services.ts';

interface LiveEvents {
  inferenceJobChanged: InferenceJobChanged;
  quantJobChanged: QuantJobChanged;
  labelRevised: LabelRevised;
  seriesReady: SeriesVolumeBuilt;
  peopleChanged: PeopleChanged;
}

const whenConnected = new Set<() => void>();
let building: Promise<HubConnection> | undefined;

/** The page's one connection to the hub; it connects by itself, again and again. Code for it is fetched on first use. */
async function connection(): Promise<HubConnection> {
  return await (building ??= build());
}

async function build(): Promise<HubConnection> {
  const { HttpTransportType, HubConnectionBuilder, LogLevel } = await import('@microsoft/signalr');
  const hub = new HubConnectionBuilder()
    // Without negotiation any replica may answer: there is no second request that must reach the same one.
    .withUrl('/live', { skipNegotiation: true, transport: HttpTransportType.WebSockets })
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: ({ previousRetryCount }) => retryDelayMs(previousRetryCount) })
    .configureLogging(LogLevel.None).build();
  hub.onreconnected(tellConnected);
  void start(hub, 0);
  return hub;
}

async function start(hub: HubConnection, tries: number): Promise<void> {
  try {
    await hub.start();
    tellConnected();
  } catch {
    setTimeout(() => void start(hub, tries + 1), retryDelayMs(tries));
  }
}

const retryDelayMs = (tries: number) => Math.min(30_000, 1_000 * 2 ** tries);

function tellConnected(): void {
  for (const listener of whenConnected) listener();
}

const isConnected = (hub: HubConnection | undefined) => hub?.state === 'Connected';

/** Listens to an event. Events are only news and can be missed: the facts are at the API. */
export async function onLive<Name extends keyof LiveEvents>(name: Name, listener: (event: LiveEvents[Name]) => void): Promise<() => void> {
  const hub = await connection();
  hub.on(name, listener);
  return () => hub.off(name, listener);
}

/**
 * Asks for news of one label, now and after every reconnection.
 * @param onJoined runs each time, since news may have been missed before
 */
export async function joinLabel(labelId: string, onJoined: () => void): Promise<void> {
  const hub = await connection();
  const join = () => void hub.invoke('JoinLabel', labelId).then(onJoined, () => undefined);
  whenConnected.add(join);
  if (isConnected(hub)) join();
}

/**
 * Says where this page is, for the others at the label.
 * @param since what an earlier answer said; null for a newcomer
 * @returns this person as the others see them; undefined while there is no connection
 */
export async function sayHere(
  labelId: string, pageId: string, slice: number, isWorking: boolean, since: string | null,
): Promise<Attendance | undefined> {
  const hub = await connection();
  return isConnected(hub)
    ? await hub.invoke<Attendance>('Here', labelId, pageId, slice, isWorking, since).catch(() => undefined)
    : undefined;
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
  let hub: HubConnection | undefined;
  let isOver = false;
  let stop: (() => void) | undefined;
  // The job is asked for at once: a network that swallows web sockets must not hold it up.
  void onLive(event, change => { if (change.jobId === jobId) wake(); }).then(async off => {
    stop = off;
    hub = await connection();
    if (isOver) off();
  });
  try {
    for (;;) {
      const woken = new Promise<void>(resolve => { wake = resolve; });
      const job = await read();
      onProgress(job);
      if (isEnd(job)) return job;
      let timer: ReturnType<typeof setTimeout> | undefined;
      await Promise.race([
        woken, new Promise(resolve => { timer = setTimeout(resolve, isConnected(hub) ? POLL_WHILE_LIVE_MS : POLL_MS); }),
      ]);
      clearTimeout(timer);
    }
  } finally {
    isOver = true;
    stop?.();
  }
}
