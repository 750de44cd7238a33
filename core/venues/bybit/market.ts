import * as z from 'zod/mini';
import type { Observation } from '../../domain/observation.ts';
import type { Ms } from '../../domain/time.ts';
import { bookSides } from '../book-sides.ts';
import {
  nonNegative,
  optionalDecimal,
  optionalNonNegative,
  optionalPositive,
  optionalTimestamp,
  positive,
  rowsOf,
  text,
  timestamp,
} from '../fields.ts';
import { rowLimit, stamp } from '../rows.ts';
import { requireSymbol, rowsOfSymbol } from '../symbol-check.ts';
import type { ParseContext } from '../venue.ts';
import { DOCS, envelope, type Line, listOf, marketUrl } from './endpoints.ts';

/**
 * `{"symbol": "BTCUSDT", "markPrice", "indexPrice", "fundingRate", "nextFundingTime", "fundingIntervalHour": "8",
 *   "fundingCap": "0.005", "openInterest": both sides, "singleOpenInterest": one side (since 2026-06-11),
 *   "singleOpenInterestValue", "volume24h", "turnover24h"}`; a stream's delta leaves unchanged fields out.
 * An inverse contract counts open interest and volume in USD, and their value and turnover in the coin.
 */
export const ticker = z.object({
  symbol: text,
  markPrice: optionalPositive,
  indexPrice: optionalPositive,
  fundingRate: optionalDecimal,
  nextFundingTime: optionalTimestamp,
  fundingIntervalHour: optionalPositive,
  fundingCap: optionalPositive,
  openInterest: optionalNonNegative,
  openInterestValue: optionalNonNegative,
  singleOpenInterest: optionalNonNegative,
  singleOpenInterestValue: optionalNonNegative,
  volume24h: optionalNonNegative,
  turnover24h: optionalNonNegative,
});

export type Ticker = z.output<typeof ticker>;

/** One side of a figure the venue states for both sides, and since 2026 also for one. */
export function oneSide(single: number | null, both: number | null): number | null {
  if (single !== null) return single;
  return both === null ? null : both / 2;
}

/**
 * Only what the ticker carries whole: a mark without its index, or a rate without its settlement time,
 * belongs to another moment's counterpart and yields nothing.
 */
export function fromTicker(
  { id, category }: Line,
  row: Ticker,
  clocks: Pick<ParseContext, 'receivedTime' | 'venueTime'>,
  time: Ms,
): Observation[] {
  const stamped = stamp(id, row.symbol, clocks, time);
  const observations: Observation[] = [];
  if (row.markPrice !== null && row.indexPrice !== null) {
    observations.push({ kind: 'price', ...stamped, markPrice: row.markPrice, indexPrice: row.indexPrice });
  }
  if (row.fundingRate !== null && row.nextFundingTime !== null) {
    observations.push({
      kind: 'funding',
      ...stamped,
      fundingRate: row.fundingRate,
      fundingIntervalHours: row.fundingIntervalHour,
      nextFundingTime: row.nextFundingTime,
      anchorRate: null,
      capRate: row.fundingCap,
    });
  }
  const openInterest = oneSide(row.singleOpenInterest, row.openInterest);
  if (openInterest !== null) {
    const value = oneSide(row.singleOpenInterestValue, row.openInterestValue);
    const openInterestValue = category === 'inverse' ? openInterest : value;
    observations.push({ kind: 'open-interest', ...stamped, openInterest, openInterestValue });
  }
  return observations;
}

export const tickers = (line: Line) =>
  line.forInstrument({
    id: 'tickers',
    provides: ['price', 'funding', 'open-interest', 'volume:perp'],
    docs: `${DOCS}/tickers`,
    limit: 'market',
    schema: listOf(ticker, 2_000),
    url: ({ venueSymbol }) => marketUrl('tickers', { category: line.category, symbol: venueSymbol }),
    observe({ result, time }, instrument, context) {
      const own = rowsOfSymbol(result.list, instrument.venueSymbol, line.id, 'tickers');
      return own.flatMap((row): Observation[] => {
        const observations = fromTicker(line, row, context, time);
        const quoteVolume24h = line.category === 'inverse' ? row.volume24h : row.turnover24h;
        if (quoteVolume24h === null) return observations;
        const stamped = stamp(line.id, row.symbol, context, time);
        return [...observations, { kind: 'volume', ...stamped, market: 'perp', quoteVolume24h }];
      });
    },
  });

const MAX_LEVELS = 1_000;
const level = z.tuple([positive, nonNegative], z.unknown());

/** `{"s": "BTCUSDT", "b": [["65485.47", "47.081829"]], "a": […], "ts": 1716863719031, "u", "seq", "cts"}` */
export const orderbook = (line: Line) =>
  line.forInstrument({
    id: 'orderbook',
    provides: ['book'],
    docs: `${DOCS}/orderbook`,
    limit: 'market',
    maxRows: MAX_LEVELS,
    schema: envelope(
      z.object({ s: text, b: rowsOf(level, MAX_LEVELS), a: rowsOf(level, MAX_LEVELS), ts: timestamp }),
    ),
    url: ({ venueSymbol }, query) =>
      marketUrl('orderbook', {
        category: line.category,
        symbol: venueSymbol,
        limit: rowLimit(query, MAX_LEVELS),
      }),
    observe({ result: { s, b, a, ts } }, instrument, context) {
      requireSymbol(s, instrument.venueSymbol, line.id, 'orderbook');
      return [{ kind: 'book', ...stamp(line.id, s, context, ts), ...bookSides(b, a) }];
    },
  });
