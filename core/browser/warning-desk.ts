import { instrumentKey } from '../domain/instrument.ts';
import type { Ms } from '../domain/time.ts';
import type { Warning } from '../domain/warning.ts';
import {
  ALERTS_AN_HOUR,
  type AlertState,
  isQuiet,
  lastHour,
  NO_ALERTS,
  owed,
  type Silence,
  withFiring,
  withTold,
} from '../feed/alerts.ts';
import type { PairReading } from '../feed/pair-readings.ts';
import { judge } from '../feed/warnings.ts';
import type { PairWarnings } from '../messages/protocol.ts';
import { thresholdsOf } from '../settings/overrides.ts';
import type { Settings, Thresholds } from '../settings/settings.ts';
import type { RecordStore } from './storage.ts';

const KEY = 'warnings';

export interface WarningDeskTools {
  /** Kept while the browser runs, and across its restarts: a cool-down outlives both. */
  readonly session: RecordStore;
  readonly local: RecordStore;
  now(): Ms;
  /** Minutes after local midnight. */
  minuteOfDay(now: Ms): number;
  settings(): Settings;
}

/** Judges Readings by the user's thresholds and remembers what fires and was told, also across workers. */
export interface WarningDesk {
  restore(): Promise<void>;
  /** Rules that warn now; none for a muted pair. Tabs of one pair share one judgement. */
  warningsFor(pair: PairReading): readonly Warning[];
  /**
   * What is to be told aloud of a pair now. It is stored as told before this resolves: a worker killed in
   * between says too little rather than the same thing twice.
   */
  tell(pair: PairReading): Promise<{ readonly told: readonly Warning[]; readonly silence: Silence | null }>;
  /** What other thresholds would say of these Readings, without remembering it. */
  preview(pairs: readonly PairReading[], thresholds: Thresholds): PairWarnings[];
}

export function createWarningDesk(tools: WarningDeskTools): WarningDesk {
  const { session, local, now, settings } = tools;
  const states = new Map<string, AlertState>();
  let sent: readonly Ms[] = [];

  /** Judges and remembers; null when the data cannot be judged. */
  function look({ reading, freshness }: PairReading): { key: string; warnings: readonly Warning[] } | null {
    const key = instrumentKey(reading.instrument);
    const before = states.get(key) ?? NO_ALERTS;
    const { judged, warnings } = judge(
      reading,
      freshness,
      thresholdsOf(settings(), key),
      before.firing,
      now(),
    );
    if (!judged) return null;
    const state = withFiring(before, warnings);
    states.set(key, state);
    if (state.firing.join() !== before.firing.join()) void session.write(KEY, record());
    return { key, warnings };
  }

  const record = () => ({ states: [...states], sent });

  function silenceOf(key: string, { reading }: PairReading): Silence | null {
    const { alerts, paused, watchlist } = settings();
    const row = watchlist.find((watched) => watched.key === key);
    if (!alerts.notifications) return 'off';
    if (paused) return 'paused';
    if (row?.enabled !== true) return 'switched-off';
    if (row.mutedUntil > now()) return 'muted';
    if (isQuiet(alerts, tools.minuteOfDay(now()))) return 'quiet-hours';
    if (reading.grade.grade === 'D' && !alerts.onGradeD) return 'grade';
    return lastHour(sent, now()).length >= ALERTS_AN_HOUR ? 'hourly-limit' : null;
  }

  return {
    async restore() {
      const stored = readRecord((await session.read(KEY)) ?? (await local.read(KEY)));
      for (const [key, state] of stored.states) if (!states.has(key)) states.set(key, state);
      sent = [...stored.sent, ...sent];
    },
    warningsFor(pair) {
      const found = look(pair);
      const muted = settings().watchlist.some((row) => row.key === found?.key && row.mutedUntil > now());
      return found === null || muted ? [] : found.warnings;
    },
    async tell(pair) {
      const found = look(pair);
      if (found === null) return { told: [], silence: null };
      const state = states.get(found.key) ?? NO_ALERTS;
      const told = owed(state, found.warnings, settings().alerts.coolDownMinutes, now());
      const silence = told.length === 0 ? null : silenceOf(found.key, pair);
      if (told.length === 0 || silence !== null) return { told: [], silence };
      states.set(found.key, withTold(state, told, now()));
      sent = [...lastHour(sent, now()), now()];
      await Promise.all([session.write(KEY, record()), local.write(KEY, record())]);
      return { told, silence: null };
    },
    preview: (pairs, thresholds) =>
      pairs.flatMap(({ reading, freshness }) => {
        const key = instrumentKey(reading.instrument);
        const own = settings().watchlist.find((row) => row.key === key)?.thresholds;
        const { warnings } = judge(reading, freshness, { ...thresholds, ...own }, [], now());
        return warnings.length === 0 ? [] : [{ key, asset: reading.instrument.asset, warnings }];
      }),
  };
}

/** What an earlier worker left; of anything else, nothing. */
function readRecord(stored: unknown): { states: [string, AlertState][]; sent: Ms[] } {
  const { states, sent } = (stored ?? {}) as { states?: unknown; sent?: unknown };
  return {
    states: (Array.isArray(states) ? states : []).flatMap((entry): [string, AlertState][] => {
      const [key, state] = Array.isArray(entry) ? (entry as [unknown, Partial<AlertState> | null]) : [];
      const whole = Array.isArray(state?.firing) && Array.isArray(state.told);
      return typeof key === 'string' && whole ? [[key, { ...NO_ALERTS, ...state }]] : [];
    }),
    sent: (Array.isArray(sent) ? sent : []).filter((at): at is Ms => Number.isFinite(at)),
  };
}
