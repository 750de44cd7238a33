import type { StorageArea } from '../../../core/browser/storage.ts';

/** A storage area with the browser's manners: asynchronous, cloning, and failing when told to. */
export function createFakeArea() {
  const items = new Map<string, unknown>();
  let failure: { readonly error: Error; readonly of: 'write' | 'all' } | null = null;
  let writes = 0;
  const later = () => new Promise((resolve) => setImmediate(resolve));
  const area: StorageArea = {
    async get(key) {
      await later();
      if (failure?.of === 'all') throw failure.error;
      return items.has(key) ? { [key]: structuredClone(items.get(key)) } : {};
    },
    async set(changes) {
      const copy = structuredClone(changes);
      await later();
      if (failure !== null) throw failure.error;
      writes++;
      for (const [key, value] of Object.entries(copy)) items.set(key, value);
    },
    async remove(key) {
      await later();
      items.delete(key);
    },
  };
  return {
    ...area,
    items,
    writes: () => writes,
    fail(error: Error | null, of: 'write' | 'all' = 'all') {
      failure = error === null ? null : { error, of };
    },
  };
}
