import type { Ms } from '../domain/time.ts';
import type { Budget } from './budget.ts';
import type { KeyValueStore } from './ports.ts';
import { createSaver } from './saver.ts';
import { createVenueClock, type VenueClock } from './venue-clock.ts';

const KEY = 'feed';

/** Budgets, bans and venue clocks: what a killed worker must not forget. */
export interface KeptState {
  restore(budget: Budget): Promise<void>;
  /** Resolves once stored. */
  save(budget: Budget): Promise<void>;
  clockOf(venue: string): VenueClock;
  /** This machine's clock leapt. */
  leapt(by: Ms): void;
}

export function createKeptState(store: KeyValueStore): KeptState {
  const clocks = new Map<string, VenueClock>();
  let writing: Budget | null = null;
  const saver = createSaver(async () => {
    if (writing === null) return;
    const offsets = [...clocks].map(([venue, clock]) => [venue, clock.offset()]);
    await store.write(KEY, { budget: writing.serialize(), offsets });
  });

  return {
    async restore(budget) {
      const stored = await store.read(KEY);
      if (typeof stored !== 'object' || stored === null) return;
      const { budget: spent, offsets } = stored as { budget?: unknown; offsets?: unknown };
      budget.restore(spent);
      for (const entry of Array.isArray(offsets) ? offsets : []) {
        const [venue, offset] = Array.isArray(entry) ? (entry as [unknown, unknown]) : [null, null];
        if (typeof venue !== 'string' || typeof offset !== 'number' || clocks.has(venue)) continue;
        clocks.set(venue, createVenueClock(offset as Ms));
      }
    },
    save(budget) {
      writing = budget;
      return saver.save();
    },
    leapt(by) {
      for (const clock of clocks.values()) clock.shift(by);
    },
    clockOf(venue) {
      let clock = clocks.get(venue);
      if (clock === undefined) {
        clock = createVenueClock();
        clocks.set(venue, clock);
      }
      return clock;
    },
  };
}
