import { browser } from 'wxt/browser';
import type { Engine } from '../feed/engine.ts';
import type { StoredSizes } from '../messages/protocol.ts';
import type { HistoryDb } from './history-db.ts';
import type { RecordStore } from './storage.ts';

/** What lies on this machine, and how to be rid of the market history in it. */
export interface StoredData {
  sizes(): Promise<StoredSizes>;
  /** Series and last Readings; settings and budgets stay. */
  clearHistory(): Promise<null>;
}

interface StoredDataTools {
  readonly local: RecordStore;
  readonly session: RecordStore;
  readonly historyDb: HistoryDb;
  readonly engine: Pick<Engine, 'forget'>;
}

/** A last Reading: `reading:binance-usdm:BTCUSDT`. */
const READING = 'reading:';

export function createStoredData({ local, session, historyDb, engine }: StoredDataTools): StoredData {
  return {
    async sizes() {
      const [stored, historyDays, estimate] = await Promise.all([
        browser.storage.local.get(null),
        historyDb.count(),
        navigator.storage?.estimate?.().catch(() => null),
      ]);
      const sum = (belongs: (key: string) => boolean) =>
        Object.entries(stored)
          .filter(([key]) => belongs(key))
          .reduce((bytes, [key, value]) => bytes + key.length + (JSON.stringify(value)?.length ?? 0), 0);
      const isSettings = (key: string) => key.startsWith('settings') || key === 'placements';
      const isList = (key: string) => key.startsWith('instruments:');
      return {
        settings: sum(isSettings),
        lists: sum(isList),
        working: sum((key) => !isSettings(key) && !isList(key)),
        historyDays,
        total: estimate?.usage ?? null,
      };
    },
    async clearHistory() {
      await historyDb.clear();
      for (const [area, store] of [
        [browser.storage.local, local],
        [browser.storage.session, session],
      ] as const) {
        const keys = Object.keys(await area.get(null));
        await Promise.all(keys.filter((key) => key.startsWith(READING)).map((key) => store.remove(key)));
      }
      engine.forget();
      return null;
    },
  };
}
