import { browser } from 'wxt/browser';
import type { KeyValueStore } from '../feed/ports.ts';

/** The part of a `storage` area used here. */
export interface StorageArea {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(key: string): Promise<void>;
}

export interface RecordStore extends KeyValueStore {
  /** As `read`, but null when the storage could not be read: not the same as nothing being there. */
  look(key: string): Promise<{ readonly value: unknown } | null>;
  remove(key: string): Promise<void>;
  /** Why the last read or write failed; null while storage works. */
  trouble(): string | null;
}

/**
 * One queued writer over a storage area: writes happen one after another and the newest value of a key wins.
 * What cannot be stored is kept in memory, so that the product goes on and can say so.
 */
export function createRecordStore(
  area: StorageArea,
  failed: (reason: string) => void = () => {},
): RecordStore {
  const unsaved = new Map<string, unknown>();
  const failing = new Set<string>();
  let queue: Promise<void> = Promise.resolve();
  let trouble: string | null = null;

  function note(error: unknown): void {
    const first = trouble === null;
    trouble = error instanceof Error ? error.message : String(error);
    if (first) failed(trouble);
  }

  function enqueue(change: () => Promise<void>): Promise<void> {
    queue = queue.then(change).catch((error: unknown) => note(error));
    return queue;
  }

  async function look(key: string): Promise<{ readonly value: unknown } | null> {
    if (unsaved.has(key)) return { value: unsaved.get(key) };
    try {
      const items = await area.get(key);
      return { value: Object.hasOwn(items, key) ? items[key] : undefined };
    } catch (error) {
      note(error);
      return null;
    }
  }

  async function put(key: string, value: unknown): Promise<void> {
    // A later write of the same key is on its way and carries more.
    if (unsaved.get(key) !== value) return;
    try {
      await area.set({ [key]: value });
    } catch (error) {
      failing.add(key);
      throw error;
    }
    if (unsaved.get(key) === value) unsaved.delete(key);
    trouble = null;
    failing.delete(key);
    // Room again: what did not fit before is tried once more.
    for (const other of failing) void enqueue(() => put(other, unsaved.get(other)));
    failing.clear();
  }

  return {
    look,
    read: async (key) => (await look(key))?.value,
    write(key, value) {
      unsaved.set(key, value);
      return enqueue(() => put(key, value));
    },
    remove(key) {
      unsaved.delete(key);
      failing.delete(key);
      return enqueue(() => area.remove(key));
    },
    trouble: () => trouble,
  };
}

/** Kept until the browser closes; extension pages and the background only. */
export const sessionArea = (): StorageArea => browser.storage.session;
/** Kept on disk. */
export const localArea = (): StorageArea => browser.storage.local;
