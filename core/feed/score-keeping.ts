import { type DayTally, readScorecard } from '../analytics/map-score.ts';
import { MAP_SCORE } from '../analytics/parameters.ts';
import type { MapScorecard } from '../domain/long-look.ts';
import type { KeyValueStore } from './ports.ts';

/** Tallies of another shape are not read. */
const SHAPE = 1;

/** How one pair's map fared, by day: kept in the browser longer than the history it was counted from. */
export interface ScoreKeeping {
  /** Takes the days counted from the present history and tells the card over all that is kept. */
  take(days: ReadonlyMap<number, DayTally>): MapScorecard;
}

/** Resolves once what was kept of `key` is read. */
export async function openScoreKeeping(store: KeyValueStore, key: string): Promise<ScoreKeeping> {
  const name = `map-score:${key}`;
  const kept = readTallies(await store.read(name));
  let written = '';
  return {
    take(days) {
      for (const [day, tally] of days) {
        // A day counted again from coarser bars, or from what is left of it, says less than it did.
        if (tally.bars >= (kept.get(day)?.bars ?? 0)) kept.set(day, tally);
      }
      const newest = Math.max(...kept.keys());
      for (const day of kept.keys()) if (day <= newest - MAP_SCORE.keptDays) kept.delete(day);
      const rows = [...kept].sort(([a], [b]) => a - b);
      const print = JSON.stringify(rows);
      if (print !== written) {
        written = print;
        void store.write(name, { shape: SHAPE, days: rows });
      }
      return readScorecard(kept.values());
    },
  };
}

function readTallies(stored: unknown): Map<number, DayTally> {
  const { shape, days } = (stored ?? {}) as { shape?: unknown; days?: unknown };
  if (shape !== SHAPE || !Array.isArray(days)) return new Map();
  return new Map(days.filter(isRow));
}

function isRow(row: unknown): row is [number, DayTally] {
  if (!Array.isArray(row) || !Number.isInteger(row[0])) return false;
  const { bars, visits, top, all } = (row[1] ?? {}) as Partial<Record<keyof DayTally, unknown>>;
  return isCount(bars) && isCount(visits) && isCounts(top) && isCounts(all);
}

const isCount = (value: unknown) => Number.isInteger(value) && (value as number) >= 0;
const isCounts = (value: unknown) => Array.isArray(value) && value.every(isCount);
