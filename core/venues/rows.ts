import type { Instrument, VenueId } from '../domain/instrument.ts';
import type { SeriesKind, SeriesObservation, Stamped } from '../domain/observation.ts';
import type { BarInterval, Ms } from '../domain/time.ts';
import type { ParseContext, Query } from './venue.ts';
import { VenueError } from './venue-error.ts';

export type Clocks = Pick<ParseContext, 'receivedTime' | 'venueTime'>;

/** Both clocks and the name of a value; the answer's own time wins over the time of the answer. */
export function stamp(venue: VenueId, venueSymbol: string, clocks: Clocks, ownTime?: Ms | null): Stamped {
  return {
    venue,
    venueSymbol,
    venueTime: ownTime ?? clocks.venueTime,
    receivedTime: clocks.receivedTime,
  };
}

/** The instrument an instrument-scoped endpoint is asked for. */
export function instrumentOf(query: Query, venue: VenueId, endpoint: string): Instrument {
  if (query.instrument !== undefined) return query.instrument;
  throw new VenueError(venue, endpoint, {
    kind: 'venue-error',
    detail: 'asked without an instrument',
    until: null,
  });
}

/** Rows asked for, never more than one answer can hold. */
export function rowLimit(query: Query, maxRows: number): number {
  return Math.max(1, Math.min(Math.floor(query.limit ?? maxRows), maxRows));
}

/** Which page holds the rows asked for, where pages are numbered from 1, the newest, on. */
export function pageNumber(query: Query, maxRows: number): number {
  return Math.floor((query.newer ?? 0) / rowLimit(query, maxRows)) + 1;
}

/**
 * Start and end to ask for, at most `maxRows` steps apart and near the end: a venue that fills an answer from
 * the start would send a longer range without its newest rows.
 */
export function timeRange(query: Query, stepMs: Ms, maxRows: number): { since: Ms; until: Ms } {
  const { since = 0, until } = query;
  const span = rowLimit(query, maxRows) * stepMs;
  if (until === undefined) return { since, until: since + span };
  return { since: Math.max(since, until - span + stepMs), until };
}

/** Ascending in time, the last row of a repeated time kept. Venues send either order. */
export function ascending<T>(rows: readonly T[], timeOf: (row: T) => Ms): T[] {
  const byTime = new Map<Ms, T>();
  for (const row of rows) byTime.set(timeOf(row), row);
  return [...byTime.values()].sort((a, b) => timeOf(a) - timeOf(b));
}

/** One series observation, stamped with its newest point; no rows, no observation. */
export function seriesObservation(
  series: SeriesKind,
  interval: BarInterval | null,
  rows: readonly { readonly time: Ms; readonly value: number }[],
  instrument: Instrument,
  context: ParseContext,
): SeriesObservation[] {
  const ordered = ascending(rows, (row) => row.time);
  const newest = ordered.at(-1);
  if (newest === undefined) return [];
  const stamped = stamp(
    instrument.venue,
    instrument.venueSymbol,
    context,
    Math.min(newest.time, context.venueTime),
  );
  return [{ kind: 'series', ...stamped, series, interval, rows: ordered }];
}
