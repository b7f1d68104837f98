import { ApiFailure } from '../../api/http.ts';
import type { FileDisposition, FileOutcome } from '../../contracts/services.ts';

/** A file to send. The name has its folder: that is how people tell IM_0001 from IM_0001. */
export interface UploadFile { readonly name: string; readonly size: number; readonly content: Blob }

export interface Item {
  readonly file: UploadFile;
  state: 'waiting' | 'sending' | 'checking' | 'retrying' | 'done' | 'failed';
  sentBytes: number;
  /** Several for a zip, one otherwise; empty until done. */
  outcomes: readonly FileOutcome[];
  failure?: ApiFailure;
  /** While retrying: seconds until the next try. */
  retryInSeconds?: number;
}

export interface Transport {
  /** @returns the upload's id */
  begin(): Promise<string>;
  send(uploadId: string, file: UploadFile, onProgress: (sentBytes: number) => void): Promise<FileOutcome[]>;
  complete(uploadId: string): Promise<void>;
}

export interface QueueListener {
  itemChanged(item: Item): void;
  /** Totals, pause, or the end of the upload changed. */
  changed(): void;
}

export interface Totals {
  files: number;
  settledFiles: number;
  bytes: number;
  settledBytes: number;
  failed: number;
  outcomes: Record<FileDisposition, number>;
}

/**
 * Sends files one by one, a few at a time, and keeps trying while the server is only away for a moment. Sending a file
 * twice does no harm: the server says "already there". When nothing is left to send, the upload is completed; files added
 * later start another one.
 */
export class UploadQueue {
  readonly items: Item[] = [];
  readonly totals: Totals = {
    files: 0, settledFiles: 0, bytes: 0, settledBytes: 0, failed: 0,
    outcomes: { stored: 0, alreadyThere: 0, rejected: 0, quarantined: 0 },
  };
  state: 'idle' | 'sending' | 'paused' | 'finishing' = 'idle';
  /** Why nothing can go on until a person acts. */
  trouble: 'signed-out' | 'unfinished' | undefined;

  readonly #transport: Transport;
  readonly #listener: QueueListener;
  readonly #wait: (seconds: number) => Promise<void>;
  #waiting: Item[] = [];
  readonly #running = new Set<Item>();
  #upload: Promise<string> | undefined;

  constructor(transport: Transport, listener: QueueListener, wait = waitSeconds) {
    this.#transport = transport;
    this.#listener = listener;
    this.#wait = wait;
  }

  get isBusy(): boolean {
    return this.#running.size > 0 || this.#waiting.length > 0 || this.state === 'finishing';
  }

  /** Of the files on their way. */
  get bytesInFlight(): number {
    let bytes = 0;
    for (const item of this.#running) bytes += Math.min(item.sentBytes, item.file.size);
    return bytes;
  }

  add(files: readonly UploadFile[]): void {
    for (const file of files) {
      const item: Item = { file, state: 'waiting', sentBytes: 0, outcomes: [] };
      this.items.push(item);
      this.#waiting.push(item);
      this.totals.files++;
      this.totals.bytes += file.size;
    }
    this.#pump();
  }

  /** What is on its way arrives; nothing new starts. */
  pause(): void {
    if (this.state !== 'sending') return;
    this.state = 'paused';
    this.#listener.changed();
  }

  resume(): void {
    this.trouble = undefined;
    if (this.state === 'paused') this.state = 'sending';
    this.#pump();
  }

  retryFailed(): void {
    for (const item of this.items.filter(each => each.state === 'failed')) {
      this.totals.failed--;
      this.#unsettle(item);
      this.#waiting.push(item);
    }
    this.resume();
  }

  #pump(): void {
    if (this.state !== 'paused' && this.state !== 'finishing') {
      while (this.#running.size < CONCURRENCY && this.#waiting.length > 0) {
        this.state = 'sending';
        void this.#run(this.#waiting.shift()!);
      }
      if (this.#running.size === 0 && this.state === 'sending') void this.#finish();
    }
    this.#listener.changed();
  }

  async #run(item: Item): Promise<void> {
    this.#running.add(item);
    try {
      item.outcomes = await this.#sendWithRetries(item);
      for (const { outcome } of item.outcomes) this.totals.outcomes[outcome]++;
      item.state = 'done';
    } catch (error) {
      item.failure = error instanceof ApiFailure ? error : new ApiFailure('refused', 0);
      item.state = 'failed';
      this.totals.failed++;
      if (item.failure.kind === 'signed-out') [this.trouble, this.state] = ['signed-out', 'paused'];
    }
    this.#running.delete(item);
    this.totals.settledFiles++;
    this.totals.settledBytes += item.file.size;
    this.#listener.itemChanged(item);
    this.#pump();
  }

  async #sendWithRetries(item: Item): Promise<FileOutcome[]> {
    for (let attempt = 0; ; attempt++) {
      try {
        this.#show(item, 'sending', 0);
        const uploadId = await this.#begun();
        return await this.#transport.send(uploadId, item.file, sent =>
          this.#show(item, sent >= item.file.size ? 'checking' : 'sending', sent));
      } catch (error) {
        const delay = RETRY_DELAYS_SECONDS[attempt];
        if (!(error instanceof ApiFailure && error.isPassing) || delay === undefined) throw error;
        item.retryInSeconds = delay;
        this.#show(item, 'retrying', 0);
        await this.#wait(delay);
      }
    }
  }

  /** All files of a drop go to one upload; when it could not be begun, the next file tries again. */
  #begun(): Promise<string> {
    this.#upload ??= this.#transport.begin().catch((error: unknown) => {
      this.#upload = undefined;
      throw error;
    });
    return this.#upload;
  }

  async #finish(): Promise<void> {
    const upload = this.#upload;
    this.#upload = undefined;
    if (!upload) {
      this.state = 'idle';
      return;
    }
    this.state = 'finishing';
    this.#listener.changed();
    try {
      await this.#completeWithRetries(await upload);
    } catch {
      this.trouble = 'unfinished';
    }
    this.state = 'idle';
    this.#pump(); // files may have been added meanwhile
  }

  async #completeWithRetries(uploadId: string): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#transport.complete(uploadId);
      } catch (error) {
        const delay = RETRY_DELAYS_SECONDS[attempt];
        if (!(error instanceof ApiFailure && error.isPassing) || delay === undefined) throw error;
        await this.#wait(delay);
      }
    }
  }

  #show(item: Item, state: Item['state'], sentBytes: number): void {
    [item.state, item.sentBytes] = [state, sentBytes];
    this.#listener.itemChanged(item);
  }

  #unsettle(item: Item): void {
    item.state = 'waiting';
    item.sentBytes = 0;
    delete item.failure;
    this.totals.settledFiles--;
    this.totals.settledBytes -= item.file.size;
    this.#listener.itemChanged(item);
  }
}

/** Enough to hide the way to the server; more would only make its disk jump about. */
const CONCURRENCY = 3;

const RETRY_DELAYS_SECONDS = [1, 2, 4, 8, 15];

const waitSeconds = (seconds: number) =>
  new Promise<void>(resolve => setTimeout(resolve, 1000 * seconds * (0.8 + 0.4 * Math.random())));
