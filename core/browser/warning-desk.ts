import { instrumentKey } from '../domain/instrument.ts';
import type { PairReading } from '../feed/pair-readings.ts';
import { judge, NO_WARNINGS, type WarningState } from '../feed/warnings.ts';
import { thresholdsOf } from '../settings/overrides.ts';
import type { Settings, Thresholds } from '../settings/settings.ts';
import type { RecordStore } from './storage.ts';

const KEY = 'warnings';

/** Judges Readings by the user's thresholds and remembers what already fires, also across workers. */
export interface WarningDesk {
  restore(): Promise<void>;
  /** Rules that warn now, in words; none for a muted pair. Tabs of one pair share one judgement. */
  warningsFor(pair: PairReading): readonly string[];
  /** What other thresholds would say of these Readings, without remembering it. */
  preview(pairs: readonly PairReading[], thresholds: Thresholds): string[];
}

export function createWarningDesk(
  session: RecordStore,
  tools: { now(): number; settings(): Settings },
): WarningDesk {
  const states = new Map<string, WarningState>();
  const told = new Map<string, string>();

  function warningsFor({ reading, freshness }: PairReading): readonly string[] {
    const key = instrumentKey(reading.instrument);
    const { alerts, watchlist } = tools.settings();
    const thresholds = thresholdsOf(tools.settings(), key);
    const now = tools.now();
    const before = states.get(key) ?? NO_WARNINGS;
    const { warnings, state } = judge(reading, freshness, thresholds, alerts.coolDownMinutes, before, now);
    states.set(key, state);
    const texts = warnings.map(({ text }) => text);
    const rules = state.firing.join();
    if (told.get(key) !== rules) void session.write(KEY, [...states]);
    told.set(key, rules);
    const muted = watchlist.some((row) => row.key === key && row.mutedUntil > now);
    return muted ? [] : texts;
  }

  return {
    async restore() {
      const stored = await session.read(KEY);
      for (const entry of Array.isArray(stored) ? stored : []) {
        const [key, state] = Array.isArray(entry) ? (entry as [unknown, Partial<WarningState> | null]) : [];
        if (typeof key !== 'string' || !Array.isArray(state?.firing) || states.has(key)) continue;
        states.set(key, { ...NO_WARNINGS, ...state });
      }
    },
    warningsFor,
    preview: (pairs, thresholds) =>
      pairs.flatMap(({ reading, freshness }) => {
        const { warnings } = judge(reading, freshness, thresholds, 0, NO_WARNINGS, tools.now());
        return warnings.map(({ text }) => `${reading.instrument.asset}: ${text}`);
      }),
  };
}
