import type { Instrument, VenueId } from '../domain/instrument.ts';
import type {
  Candle,
  CandlesObservation,
  SeriesKind,
  SeriesObservation,
  Stamped,
} from '../domain/observation.ts';
import type { BarInterval, Ms } from '../domain/time.ts';
import type { ParseContext, Query } from './venue.ts';
import { VenueError } from './venue-error.ts';

type Clocks = Pick<ParseContext, 'receivedTime' | 'venueTime'>;

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

/** One candles observation, stamped with the time of the answer (the last bar may still be open). */
export function candlesObservation(
  market: 'perp' | 'spot',
  interval: BarInterval,
  rows: readonly Candle[],
  instrument: Instrument,
  clocks: Clocks,
  ownTime?: Ms | null,
): CandlesObservation[] {
  const ordered = ascending(rows, (row) => row.openTime);
  if (ordered.length === 0) return [];
  const stamped = stamp(instrument.venue, instrument.venueSymbol, clocks, ownTime);
  return [{ kind: 'candles', ...stamped, market, interval, rows: ordered }];
}

/** Low ≤ open, close ≤ high, and takers bought no more than was traded. */
export function isConsistent(candle: Candle): boolean {
  const { open, high, low, close, volume, takerBuyVolume } = candle;
  const priced = low <= Math.min(open, close) && high >= Math.max(open, close);
  return priced && (takerBuyVolume ?? 0) <= volume * (1 + 1e-6);
}

/**
 * An answer about another symbol than asked must not pass as this one's.
 * @throws VenueError `invalid-answer`
 */
export function requireSymbol(answered: string, asked: string, venue: VenueId, endpoint: string): void {
  if (answered === asked) return;
  const detail = `answered for ${answered} instead of ${asked}`;
  throw new VenueError(venue, endpoint, { kind: 'invalid-answer', detail, until: null });
}

/**
 * The rows about one symbol in a list that may hold others.
 * @throws VenueError `invalid-answer` when the list speaks only of others
 */
export function rowsOfSymbol<T extends { readonly symbol: string }>(
  rows: readonly T[],
  asked: string,
  venue: VenueId,
  endpoint: string,
): T[] {
  const own = rows.filter((row) => row.symbol === asked);
  const other = rows[0];
  if (own.length === 0 && other !== undefined) requireSymbol(other.symbol, asked, venue, endpoint);
  return own;
}

type Level = readonly [price: number, size: number, ...rest: unknown[]];
type BookSide = readonly (readonly [price: number, size: number])[];

/** Both sides best price first, without empty levels; sizes times `unitsPerSize` (contract size). */
export function bookSides(
  bids: readonly Level[],
  asks: readonly Level[],
  unitsPerSize = 1,
): { readonly bids: BookSide; readonly asks: BookSide } {
  const side = (levels: readonly Level[]) =>
    levels.filter(([, size]) => size > 0).map(([price, size]) => [price, size * unitsPerSize] as const);
  return {
    bids: side(bids).sort((a, b) => b[0] - a[0]),
    asks: side(asks).sort((a, b) => a[0] - b[0]),
  };
}

/** A candle of the coin itself in the perp's own base units: 1000 times the price for a 1000-coin contract. */
export function inBaseUnits(candle: Candle, baseMultiplier: number): Candle {
  if (baseMultiplier === 1) return candle;
  return {
    openTime: candle.openTime,
    open: candle.open * baseMultiplier,
    high: candle.high * baseMultiplier,
    low: candle.low * baseMultiplier,
    close: candle.close * baseMultiplier,
    volume: candle.volume / baseMultiplier,
    takerBuyVolume: candle.takerBuyVolume === null ? null : candle.takerBuyVolume / baseMultiplier,
  };
}
