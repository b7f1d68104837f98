import type { LockedSlice, ModelReference, RevisionSaved, SaveRevision, SegmentChanges, StaleSlice } from '../contracts/services.ts';
import { ApiFailure } from '../api/http.ts';
import { decodeMask, encodeMask, toBase64 } from '../masks/codec.ts';
import { imageOf, placeOn, slicesFrom, type Volume } from './imageNames.ts';
import { newId } from '../api/newId.ts';
import type { PendingSave } from './pendingSave.ts';

export type SaveState =
  | { readonly kind: 'saved'; readonly at: Date | undefined }
  | { readonly kind: 'saving'; readonly count: number }
  /** `isKept`: all that waits has been written where it outlives the page. */
  | { readonly kind: 'offline'; readonly count: number; readonly since: Date; readonly isKept: boolean }
  | { readonly kind: 'failed'; readonly count: number; readonly failure: ApiFailure };

/** Where pending changes outlive the page. */
export interface Drafts {
  /** @returns whether it was written: only then may anybody be told that it is kept */
  put(save: PendingSave): Promise<boolean>;
  remove(operationId: string): Promise<void>;
}

export interface SaveQueueOptions {
  readonly columns: number;
  readonly rows: number;
  /** What the page's slices count on. */
  readonly volume: Volume;
  /** Per slice, the revision that last changed it; absent for 0. Kept up to date by the queue. */
  readonly bases: Map<number, number>;
  readonly drafts: Drafts;
  /** Sends changes in order. @returns what was saved of them: at least the first, or it throws */
  readonly send: (bodies: readonly SaveRevision[]) => Promise<readonly RevisionSaved[]>;
  readonly onState: (state: SaveState) => void;
  readonly onSaved: (saved: RevisionSaved) => void;
  /** Somebody else changed slices meanwhile: what is to become of one's own masks of those. */
  readonly onStale: (stale: StaleSlice[]) => Promise<Settlement>;
  /** Somebody has locked segments meanwhile whose pixels would change: what is to be sent instead. */
  readonly onLocked: (locked: LockedSlice[]) => Promise<Settlement>;
  /** The series has another volume: what it is. Asked again with the next try when that cannot be learnt. */
  readonly onSeriesChanged: () => Promise<Volume>;
  /** Changes whose images are not in the series any more; they stay among the drafts. */
  readonly onLost: (lost: readonly PendingSave[]) => void;
}

/** What to send of a mask whose slice changed meanwhile: itself, a merged one, or nothing. */
export type Settlement = (slice: number, mine: Uint8Array) => Uint8Array | undefined;

/** As many as one request carries. */
export const MAX_TOGETHER = 100;
const MAX_TOGETHER_BYTES = 4 << 20;

const RETRY_MS = [1_000, 2_000, 5_000, 10_000, 30_000];

/** Sends changes in order, those that wait together; keeps them until the server has acknowledged each. */
export class SaveQueue {
  private readonly options: SaveQueueOptions;
  private readonly pending: PendingSave[] = [];
  /** Operations whose drafts have been written. */
  private readonly kept = new Set<string>();
  /** The series' volume, as far as is known here: the page's own until it changes. */
  private volume: Volume;
  /** The volume that the request on its way counts on. */
  private sentOn: Volume;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isSending = false;
  private failedTries = 0;
  private offlineSince: Date | undefined;

  constructor(options: SaveQueueOptions) {
    this.options = options;
    this.volume = this.sentOn = options.volume;
  }

  /** Slices whose newest pixels the server does not have yet. */
  get pendingSlices(): Set<number> {
    return new Set(this.pending.flatMap(save => [...save.masks.keys()]));
  }

  get hasSegmentChanges(): boolean {
    return this.pending.some(save => save.segments);
  }

  get isEmpty(): boolean {
    return this.pending.length === 0;
  }

  /**
   * Takes a change over and sends it at once, or after those that wait: each stays a revision of its own, so that each
   * can be taken back.
   * @returns the operation's id
   */
  add(
    tool: string, parameters: unknown, model: ModelReference | null, masks: ReadonlyMap<number, Uint8Array>, segments?: SegmentChanges,
  ): string {
    const { columns, rows, volume } = this.options;
    const encoded = new Map([...masks].map(([slice, labels]) => [slice, encodeMask({ columns, rows, labels })]));
    const images = new Map([...masks.keys()].map(slice => [slice, imageOf(volume, slice)]));
    const operationId = newId();
    const made = { operationId, tool, parameters, model, masks: encoded, bases: new Map<number, number>(), segments };
    for (const save of this.place([{ ...made, volumeId: volume.volumeId, images }])) {
      const based = { ...save, bases: new Map([...save.masks.keys()].map(slice => [slice, this.options.bases.get(slice) ?? 0])) };
      this.keep(based);
      this.enqueue(based);
    }
    return operationId;
  }

  /** Takes over changes that an earlier page had left unsent. @returns them on the slices where their images lie now */
  restore(saves: readonly PendingSave[]): readonly PendingSave[] {
    const seen = new Set<number>();
    const placed = this.place(saves);
    for (const save of placed) {
      for (const [slice, base] of save.bases) {
        if (!seen.has(slice)) this.options.bases.set(slice, base);
        seen.add(slice);
      }
      this.kept.add(save.operationId);
      this.enqueue(save);
    }
    return placed;
  }

  /** The page's slices are no longer those that changes are sent on. */
  get hasMoved(): boolean {
    return this.volume !== this.options.volume;
  }

  /** The series has another volume: from now on changes go where their images lie in it. */
  moveTo(volume: Volume): void {
    if (volume.volumeId === this.volume.volumeId) return;
    const moved = slicesFrom(this.volume, volume);
    const bases = [...this.options.bases].flatMap(([slice, base]) => (moved.has(slice) ? [[moved.get(slice)!, base] as const] : []));
    this.options.bases.clear();
    for (const [slice, base] of bases) this.options.bases.set(slice, base);
    this.volume = volume;
    this.pending.push(...this.place(this.pending.splice(0)));
    if (this.isEmpty) this.options.onState({ kind: 'saved', at: undefined });
  }

  /** Changes on the series' volume; what has no image there is kept, told, and not sent. */
  private place(saves: readonly PendingSave[]): PendingSave[] {
    const all = saves.map(save => placeOn(save, this.volume));
    const lost = all.flatMap(each => each.lost ?? []);
    for (const { placed, lost: gone } of all.filter(each => each.lost)) {
      if (placed) void this.options.drafts.put(placed);
      void this.options.drafts.put(gone!);
    }
    if (lost.length > 0) this.options.onLost(lost);
    return all.flatMap(each => each.placed ?? []);
  }

  /** Tries again at once, for a person who asks or a network that is back. */
  retry(): void {
    this.failedTries = 0;
    this.schedule(0);
  }

  private enqueue(save: PendingSave): void {
    this.pending.push(save);
    if (this.offlineSince) this.tellOffline(this.offlineSince);
    else this.options.onState({ kind: 'saving', count: this.pending.length });
    if (this.isSending || this.timer !== undefined) return; // its turn comes
    this.schedule(0);
  }

  private schedule(delayMs: number): void {
    if (this.isSending) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    if (delayMs === 0) void this.drain();
    else this.timer = setTimeout(() => void this.drain(), delayMs);
  }

  private async drain(): Promise<void> {
    if (this.isSending) return;
    this.isSending = true;
    clearTimeout(this.timer);
    this.timer = undefined;
    try {
      while (!this.isEmpty) {
        if (!this.offlineSince) this.options.onState({ kind: 'saving', count: this.pending.length });
        const together = this.nextTogether();
        this.sentOn = this.volume;
        const saved = await this.options.send(together.map(save => bodyOf(save, this.options.bases)));
        this.failedTries = 0;
        this.offlineSince = undefined;
        saved.forEach((revision, n) => this.acknowledge(together[n]!, revision));
      }
      this.isSending = false;
    } catch (error) {
      await this.recover(error);
    }
  }

  /** The oldest changes, as many as one request takes. */
  private nextTogether(): PendingSave[] {
    let bytes = 0;
    const fits = (save: PendingSave) => [...save.masks.values()].every(mask => (bytes += mask.length) <= MAX_TOGETHER_BYTES);
    const next = this.pending.slice(1, MAX_TOGETHER);
    const end = next.findIndex(save => !fits(save));
    return [this.pending[0]!, ...(end < 0 ? next : next.slice(0, end))];
  }

  private acknowledge(save: PendingSave, saved: RevisionSaved): void {
    this.forget(save);
    for (const slice of saved.slices) this.options.bases.set(slice.slice, slice.revision);
    this.options.onSaved(saved);
    if (this.isEmpty) this.options.onState({ kind: 'saved', at: new Date(saved.savedAt) });
  }

  private async recover(error: unknown): Promise<void> {
    let failure = asFailure(error);
    const stale = failure.status === 409 ? failure.problem['stale'] as StaleSlice[] | undefined : undefined;
    const locked = failure.status === 409 ? failure.problem['locked'] as LockedSlice[] | undefined : undefined;
    if (stale || locked || failure.isSeriesChanged) {
      try {
        if (stale) {
          const settlement = await this.options.onStale(stale);
          for (const { slice, currentRevision } of stale) this.options.bases.set(slice, currentRevision);
          this.settle(stale, settlement);
        } else if (locked) {
          this.settle(locked, await this.options.onLocked(locked));
        } else {
          // The page may have heard of it, and moved, while the request was on its way.
          const volume = this.volume === this.sentOn ? await this.options.onSeriesChanged() : this.volume;
          if (volume.volumeId === this.sentOn.volumeId) throw failure; // not by its slices: it would be refused for ever
          this.moveTo(volume);
        }
        this.isSending = false;
        this.schedule(0);
        return;
      } catch (unsettled) {
        failure = asFailure(unsettled); // asked again with the next try
      }
    }
    this.isSending = false;
    if (failure.isPassing) {
      this.offlineSince ??= new Date();
      this.tellOffline(this.offlineSince);
      this.schedule(RETRY_MS[Math.min(this.failedTries++, RETRY_MS.length - 1)]!);
    } else {
      this.options.onState({ kind: 'failed', count: this.pending.length, failure });
    }
  }

  /** A refused operation stored nothing, so what is left of it goes on under its name. */
  private settle(slices: readonly { slice: number }[], settlement: Settlement): void {
    const { columns, rows } = this.options;
    for (const save of this.pending.splice(0)) {
      const masks = new Map(save.masks);
      for (const { slice } of slices) {
        const mine = masks.get(slice);
        const kept = mine && settlement(slice, decodeMask(mine).labels);
        if (kept) masks.set(slice, encodeMask({ columns, rows, labels: kept }));
        else masks.delete(slice);
      }
      const bases = new Map([...masks.keys()].map(slice => [slice, this.options.bases.get(slice) ?? 0]));
      if (masks.size === 0 && !save.segments) {
        void this.options.drafts.remove(save.operationId);
        continue;
      }
      const settled: PendingSave = { ...save, masks, bases };
      this.pending.push(settled);
      this.keep(settled);
    }
    if (this.isEmpty) this.options.onState({ kind: 'saved', at: undefined });
  }

  private keep(save: PendingSave): void {
    this.kept.delete(save.operationId);
    void this.options.drafts.put(save).then(isKept => {
      if (!isKept) return;
      this.kept.add(save.operationId);
      if (this.offlineSince && !this.isEmpty) this.tellOffline(this.offlineSince);
    });
  }

  private tellOffline(since: Date): void {
    const isKept = this.pending.every(save => this.kept.has(save.operationId));
    this.options.onState({ kind: 'offline', count: this.pending.length, since, isKept });
  }

  private forget(save: PendingSave): void {
    this.kept.delete(save.operationId);
    this.pending.splice(this.pending.indexOf(save), 1);
    void this.options.drafts.remove(save.operationId);
  }
}

/** @param bases per slice, the revision to save on; absent for 0 */
export function bodyOf(save: PendingSave, bases: ReadonlyMap<number, number>): SaveRevision {
  return {
    operationId: save.operationId, tool: save.tool, parameters: save.parameters, model: save.model,
    slices: [...save.masks].map(([slice, mask]) => ({ slice, baseRevision: bases.get(slice) ?? 0, mask: toBase64(mask) })),
    volumeId: save.volumeId ?? null, ...(save.segments && { segments: save.segments }),
  };
}

function asFailure(error: unknown): ApiFailure {
  return error instanceof ApiFailure ? error : new ApiFailure('refused', 0, { detail: String(error) });
}
