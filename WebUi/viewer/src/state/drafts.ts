import type { Drafts, PendingSave } from './saveQueue.ts';

/** Unsent changes of one label in IndexedDB: they survive a reload, a crash of the browser and days without network. */
export class IndexedDbDrafts implements Drafts {
  private readonly labelId: string;
  private database: Promise<IDBDatabase> | undefined;

  constructor(labelId: string) {
    this.labelId = labelId;
  }

  async put(save: PendingSave): Promise<void> {
    await this.run('readwrite', store => store.put({ ...save, labelId: this.labelId, keptAt: performance.timeOrigin + performance.now() }));
  }

  async remove(operationId: string): Promise<void> {
    await this.run('readwrite', store => store.delete(operationId));
  }

  /** In the order in which they were made. */
  async all(): Promise<PendingSave[]> {
    const kept = await this.run('readonly', store => store.getAll()) as (PendingSave & { labelId: string; keptAt: number })[] | undefined;
    return (kept ?? []).filter(save => save.labelId === this.labelId).sort((a, b) => a.keptAt - b.keptAt);
  }

  /** A browser without storage (private window, quota) only loses the safety net: labelling goes on. */
  private async run(mode: IDBTransactionMode, action: (store: IDBObjectStore) => IDBRequest): Promise<unknown> {
    try {
      const database = await (this.database ??= open());
      const request = action(database.transaction('saves', mode).objectStore('saves'));
      return await new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    } catch {
      return undefined;
    }
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('voxmark-drafts', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('saves', { keyPath: 'operationId' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
