import type { DraftKey } from '../contracts/services.ts';
import { fromBase64, toBase64 } from '../masks/codec.ts';
import type { PendingSave } from './pendingSave.ts';
import type { Drafts } from './saveQueue.ts';

/** As it lies in the database: everything but what it is found by is encrypted. */
interface Record {
  readonly operationId: string;
  readonly labelId: string;
  readonly userId: string;
  readonly keptAt: number;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly sealed: ArrayBuffer;
}

/** A change as it is written: maps as lists, masks as base64. */
type Written = Omit<PendingSave, 'masks' | 'bases' | 'images'> & {
  readonly masks: [number, string][];
  readonly bases: [number, number][];
  readonly images?: [number, string][];
};

/** Who a browser keeps unsent work for, and the key to it. */
export interface DraftOwner { readonly userId: string; readonly key: CryptoKey }

/** Undefined without TLS, where browsers encrypt nothing: then nothing is kept on the disk. */
export async function draftOwner({ userId, key }: DraftKey): Promise<DraftOwner | undefined> {
  if (!globalThis.crypto?.subtle) return undefined;
  return { userId, key: await crypto.subtle.importKey('raw', fromBase64(key), 'AES-GCM', false, ['encrypt', 'decrypt']) };
}

/**
 * One person's unsent changes of one label in IndexedDB, encrypted: they survive a reload, a crash of the browser and
 * days without network. A browser without storage (private window, quota) only loses the safety net: labelling goes on, and
 * {@link put} says so.
 */
export class IndexedDbDrafts implements Drafts {
  private readonly labelId: string;
  private readonly owner: DraftOwner;
  private readonly places = new Map<string, number>();
  private last: Promise<unknown> = Promise.resolve();

  constructor(labelId: string, owner: DraftOwner) {
    this.labelId = labelId;
    this.owner = owner;
  }

  put(save: PendingSave): Promise<boolean> {
    // a save that is settled anew keeps its place
    const keptAt = this.places.get(save.operationId) ?? performance.timeOrigin + performance.now();
    this.places.set(save.operationId, keptAt);
    const sealing = this.seal(save);
    return this.inTurn(async () => {
      const record: Record = { operationId: save.operationId, labelId: this.labelId, userId: this.owner.userId, keptAt, ...await sealing };
      await run('readwrite', store => store.put(record));
    });
  }

  async remove(operationId: string): Promise<void> {
    this.places.delete(operationId);
    await this.inTurn(async () => void await run('readwrite', store => store.delete(operationId)));
  }

  /** In the order in which they were made. */
  async all(): Promise<PendingSave[]> {
    const mine = (await recordsOf(this.owner)).filter(record => record.labelId === this.labelId);
    for (const record of mine) this.places.set(record.operationId, record.keptAt);
    return (await Promise.all(mine.map(record => open(this.owner, record)))).filter(save => save !== undefined);
  }

  /** Other labels on which this person's work waits. */
  async otherLabels(): Promise<string[]> {
    return [...new Set((await recordsOf(this.owner)).map(record => record.labelId))].filter(labelId => labelId !== this.labelId);
  }

  private async seal(save: PendingSave): Promise<{ iv: Uint8Array<ArrayBuffer>; sealed: ArrayBuffer }> {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const json = JSON.stringify({
      ...save, masks: [...save.masks].map(([slice, mask]) => [slice, toBase64(mask)]), bases: [...save.bases],
      ...(save.images && { images: [...save.images] }),
    });
    return { iv, sealed: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, this.owner.key, new TextEncoder().encode(json)) };
  }

  /** One after another, so that what is removed is not put back by its own, later put. @returns whether it succeeded */
  private inTurn(action: () => Promise<void>): Promise<boolean> {
    const done = this.last.then(action).then(() => true, () => false);
    this.last = done;
    return done;
  }
}

async function recordsOf(owner: DraftOwner): Promise<Record[]> {
  const all = await run<Record[]>('readonly', store => store.getAll()).catch(() => []);
  return all.filter(record => record.userId === owner.userId).sort((a, b) => a.keptAt - b.keptAt);
}

/** Undefined for what no longer opens; it is left where it is. */
async function open(owner: DraftOwner, { iv, sealed }: Record): Promise<PendingSave | undefined> {
  try {
    const json = new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, owner.key, sealed));
    const { masks, bases, images, ...save } = JSON.parse(json) as Written;
    return {
      ...save, masks: new Map(masks.map(([slice, mask]) => [slice, fromBase64(mask)])), bases: new Map(bases),
      ...(images && { images: new Map(images) }),
    };
  } catch {
    return undefined;
  }
}

let database: Promise<IDBDatabase> | undefined;

async function run<Result>(mode: IDBTransactionMode, action: (store: IDBObjectStore) => IDBRequest): Promise<Result> {
  const transaction = (await (database ??= openDatabase())).transaction('sealed', mode);
  const request = action(transaction.objectStore('sealed'));
  return await new Promise((resolve, reject) => {
    // a full disk takes a request that had succeeded back: only the whole transaction is written
    transaction.oncomplete = () => resolve(request.result as Result);
    transaction.onabort = () => reject(transaction.error);
  });
}

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('voxmark-drafts', 2);
    request.onupgradeneeded = () => {
      for (const name of [...request.result.objectStoreNames]) request.result.deleteObjectStore(name);
      request.result.createObjectStore('sealed', { keyPath: 'operationId' });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
