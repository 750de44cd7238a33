import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { HistoryChunk, HistoryStore } from '../feed/ports.ts';

interface StoredChunk extends HistoryChunk {
  /** This machine's clock; the longest unwritten go first when space runs out. */
  readonly savedAt: number;
}

interface Schema extends DBSchema {
  chunks: {
    key: [instrument: string, series: string, day: number];
    value: StoredChunk;
    indexes: { savedAt: number };
  };
}

/** A day of five-minute bars is 16 kB, the largest chunk there is: under 64 MB, usually a quarter of it. */
const MOST_CHUNKS = 4_000;
/** Eviction goes further than it must, so that it is rare. */
const KEPT_CHUNKS = 3_200;

export interface HistoryDb extends HistoryStore {
  /** Chunks stored: days of one series of one instrument. */
  count(): Promise<number>;
  clear(): Promise<void>;
}

/**
 * Series in IndexedDB, one record per instrument, series and day. When IndexedDB cannot be used (private
 * windows, full disk, a broken profile) nothing is kept, `failed` is told once, and the feed goes on in memory.
 */
export function createHistoryDb(failed: (reason: string) => void, name = 'flushpoint'): HistoryDb {
  let opening: Promise<IDBPDatabase<Schema>> | null = null;
  let told = false;

  async function use<T>(fallback: T, action: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    try {
      opening ??= open();
      return await action(await opening);
    } catch (error) {
      opening = null;
      if (!told) {
        told = true;
        failed(error instanceof Error ? error.message : String(error));
      }
      return fallback;
    }
  }

  function open(): Promise<IDBPDatabase<Schema>> {
    return openDB<Schema>(name, 1, {
      upgrade(db) {
        const chunks = db.createObjectStore('chunks', { keyPath: ['instrument', 'series', 'day'] });
        chunks.createIndex('savedAt', 'savedAt');
      },
      terminated() {
        opening = null;
      },
    });
  }

  return {
    count: () => use(0, (db) => db.count('chunks')),
    clear: () => use(undefined, (db) => db.clear('chunks')),
    load: (instrument) =>
      use<readonly HistoryChunk[]>([], (db) =>
        db.getAll('chunks', IDBKeyRange.bound([instrument], [instrument, []])),
      ),
    save: (chunks) =>
      use(undefined, async (db) => {
        const transaction = db.transaction('chunks', 'readwrite');
        const savedAt = Date.now();
        for (const chunk of chunks) void transaction.store.put({ ...chunk, savedAt });
        await transaction.done;
        await evict(db);
      }),
    dropBefore: (instrument, series, day) =>
      use(undefined, (db) =>
        db.delete('chunks', IDBKeyRange.bound([instrument, series], [instrument, series, day], false, true)),
      ),
  };
}

async function evict(db: IDBPDatabase<Schema>): Promise<void> {
  const count = await db.count('chunks');
  if (count <= MOST_CHUNKS) return;
  const transaction = db.transaction('chunks', 'readwrite');
  const oldest = await transaction.store.index('savedAt').getAllKeys(null, count - KEPT_CHUNKS);
  for (const key of oldest) void transaction.store.delete(key);
  await transaction.done;
}
