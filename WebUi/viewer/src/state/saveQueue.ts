import type { ModelReference, RevisionSaved, SaveRevision, StaleSlice } from '../api/contracts.ts';
import { ApiFailure } from '../api/http.ts';
import { encodeMask, toBase64 } from '../masks/codec.ts';
import { newId } from './newId.ts';

/** A finished change that the server has not acknowledged yet. Masks are whole slices after the change. */
export interface PendingSave {
  operationId: string;
  readonly tool: string;
  readonly parameters: unknown;
  readonly model: ModelReference | null;
  readonly masks: Map<number, Uint8Array>;
  /** Per slice, the revision it was made on, as far as known when it was made. */
  readonly bases: Map<number, number>;
  attempts: number;
}

export type SaveState =
  | { readonly kind: 'saved'; readonly at: Date | undefined }
  | { readonly kind: 'saving' | 'waiting'; readonly count: number }
  | { readonly kind: 'offline'; readonly count: number; readonly since: Date }
  | { readonly kind: 'failed'; readonly count: number; readonly failure: ApiFailure };

/** Where pending changes outlive the page. */
export interface Drafts {
  put(save: PendingSave): Promise<void>;
  remove(operationId: string): Promise<void>;
}

export interface SaveQueueOptions {
  readonly columns: number;
  readonly rows: number;
  /** Per slice, the revision that last changed it; absent for 0. Kept up to date by the queue. */
  readonly bases: Map<number, number>;
  readonly drafts: Drafts;
  readonly send: (body: SaveRevision) => Promise<RevisionSaved>;
  readonly onState: (state: SaveState) => void;
  readonly onSaved: (saved: RevisionSaved) => void;
  /** Somebody else changed slices meanwhile: which are to be sent all the same; the others are given up. */
  readonly onStale: (stale: StaleSlice[]) => Promise<'mine' | 'theirs'>;
}

const SETTLE_MS = 250;
const RETRY_MS = [1_000, 2_000, 5_000, 10_000, 30_000];

/** Sends changes one after another, in order; keeps them until the server has acknowledged each. */
export class SaveQueue {
  private readonly options: SaveQueueOptions;
  private readonly pending: PendingSave[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isSending = false;
  private failedTries = 0;
  private offlineSince: Date | undefined;

  constructor(options: SaveQueueOptions) {
    this.options = options;
  }

  /** Slices whose newest pixels the server does not have yet. */
  get pendingSlices(): Set<number> {
    return new Set(this.pending.flatMap(save => [...save.masks.keys()]));
  }

  get isEmpty(): boolean {
    return this.pending.length === 0;
  }

  /** Takes a change over; strokes of one tool on one slice that follow quickly become one revision. */
  add(tool: string, parameters: unknown, model: ModelReference | null, masks: Map<number, Uint8Array>): void {
    const last = this.pending.at(-1);
    const isContinued = last?.attempts === 0 && last.tool === tool && model === null
      && last.masks.size === masks.size && [...masks.keys()].every(slice => last.masks.has(slice));
    const bases = new Map([...masks.keys()].map(slice => [slice, this.options.bases.get(slice) ?? 0]));
    const save: PendingSave = isContinued
      ? { ...last, parameters, masks }
      : { operationId: newId(), tool, parameters, model, masks, bases, attempts: 0 };
    if (isContinued) this.pending.pop();
    this.enqueue(save);
    void this.options.drafts.put(save);
  }

  /** Takes over changes that an earlier page had left unsent. */
  restore(saves: readonly PendingSave[]): void {
    const seen = new Set<number>();
    for (const save of saves) {
      for (const [slice, base] of save.bases) {
        if (!seen.has(slice)) this.options.bases.set(slice, base);
        seen.add(slice);
      }
      this.enqueue({ ...save, attempts: 1 });
    }
  }

  /** Tries again at once, for a person who asks or a network that is back. */
  retry(): void {
    this.failedTries = 0;
    this.schedule(0);
  }

  private enqueue(save: PendingSave): void {
    this.pending.push(save);
    if (!this.offlineSince) this.options.onState({ kind: 'waiting', count: this.pending.length });
    this.schedule(SETTLE_MS);
  }

  private schedule(delayMs: number): void {
    if (this.isSending) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.drain(), delayMs);
  }

  private async drain(): Promise<void> {
    if (this.isSending) return;
    this.isSending = true;
    try {
      for (let save = this.pending[0]; save; save = this.pending[0]) {
        if (!this.offlineSince) this.options.onState({ kind: 'saving', count: this.pending.length });
        save.attempts++;
        const saved = await this.options.send(this.body(save));
        this.forget(save);
        this.failedTries = 0;
        this.offlineSince = undefined;
        for (const slice of saved.slices) this.options.bases.set(slice.slice, slice.revision);
        this.options.onSaved(saved);
        this.options.onState({ kind: 'saved', at: new Date(saved.savedAt) });
      }
      this.isSending = false;
    } catch (error) {
      await this.recover(error);
    }
  }

  private async recover(error: unknown): Promise<void> {
    const failure = error instanceof ApiFailure ? error : new ApiFailure('refused', 0, { detail: String(error) });
    const stale = failure.status === 409 ? failure.problem['stale'] as StaleSlice[] | undefined : undefined;
    if (stale) {
      this.settle(stale, await this.options.onStale(stale));
      this.isSending = false;
      this.schedule(0);
      return;
    }
    this.isSending = false;
    if (failure.isPassing) {
      this.offlineSince ??= new Date();
      this.options.onState({ kind: 'offline', count: this.pending.length, since: this.offlineSince });
      this.schedule(RETRY_MS[Math.min(this.failedTries++, RETRY_MS.length - 1)]!);
    } else {
      this.options.onState({ kind: 'failed', count: this.pending.length, failure });
    }
  }

  private settle(stale: StaleSlice[], choice: 'mine' | 'theirs'): void {
    for (const { slice, currentRevision } of stale) this.options.bases.set(slice, currentRevision);
    const first = this.pending[0];
    if (!first) return;
    void this.options.drafts.remove(first.operationId);
    first.operationId = newId();
    if (choice === 'theirs') {
      for (const save of [...this.pending]) {
        for (const { slice } of stale) save.masks.delete(slice);
        if (save.masks.size === 0) this.forget(save);
      }
      if (this.isEmpty) this.options.onState({ kind: 'saved', at: undefined });
    }
    for (const save of this.pending) void this.options.drafts.put(save);
  }

  private forget(save: PendingSave): void {
    this.pending.splice(this.pending.indexOf(save), 1);
    void this.options.drafts.remove(save.operationId);
  }

  private body(save: PendingSave): SaveRevision {
    const { columns, rows, bases } = this.options;
    return {
      operationId: save.operationId, tool: save.tool, parameters: save.parameters, model: save.model,
      slices: [...save.masks].map(([slice, labels]) =>
        ({ slice, baseRevision: bases.get(slice) ?? 0, mask: toBase64(encodeMask({ columns, rows, labels })) })),
    };
  }
}
