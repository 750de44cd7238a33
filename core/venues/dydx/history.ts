import * as z from 'zod/mini';
import type { Candle, Observation } from '../../domain/observation.ts';
import { bookSides } from '../book-sides.ts';
import { amount } from '../bounded.ts';
import { candlesObservation, isConsistent } from '../candle-rows.ts';
import { decimal, isoTimestamp, nonNegative, optionalNonNegative, positive, rowsOf } from '../fields.ts';
import { queryString } from '../query-string.ts';
import { rowLimit, seriesObservation, stamp } from '../rows.ts';
import { requireSymbol } from '../symbol-check.ts';
import { API, DOCS, forInstrument, ID, intervalOf, isoTime, RESOLUTION, tickerPath } from './endpoints.ts';

const MAX_ROWS = 1_000;
const ticker = z.string().check(z.minLength(1), z.maxLength(100));

/**
 * `{"startedAt": "2025-12-08T16:10:00.000Z", "ticker": "BTC-USD", "resolution": "5MINS", "low", "high", "open",
 *   "close", "baseTokenVolume": coins, "usdVolume", "startingOpenInterest": coins when the bar began}`
 */
export const candleRow = z.object({
  startedAt: isoTimestamp,
  ticker,
  resolution: z.string(),
  open: positive,
  high: positive,
  low: positive,
  close: positive,
  baseTokenVolume: nonNegative,
  startingOpenInterest: optionalNonNegative,
});

export function toCandle(row: z.output<typeof candleRow>): Candle {
  const { startedAt: openTime, open, high, low, close, baseTokenVolume: volume } = row;
  return { openTime, open, high, low, close, volume, takerBuyVolume: null };
}

/** Newest first, `fromISO` inclusive, `toISO` exclusive. Each bar carries its open interest, so one request brings both. */
export const candles = forInstrument({
  id: 'candles',
  provides: ['candles:perp', 'series:open-interest'],
  docs: `${DOCS}/http#get-candles`,
  limit: 'candles',
  maxRows: MAX_ROWS,
  schema: z.object({ candles: rowsOf(candleRow, MAX_ROWS) }),
  url: ({ venueSymbol }, query) =>
    `${API}/candles/perpetualMarkets/${tickerPath(venueSymbol)}${queryString({
      resolution: RESOLUTION[intervalOf(query)],
      fromISO: isoTime(query.since),
      toISO: isoTime(query.until === undefined ? undefined : query.until + 1),
      limit: rowLimit(query, MAX_ROWS),
    })}`,
  observe({ candles: rows }, instrument, context): Observation[] {
    for (const row of rows) requireSymbol(row.ticker, instrument.venueSymbol, ID, 'candles');
    const interval = intervalOf(context.query);
    const interest = rows.flatMap(({ startedAt, startingOpenInterest: value }) =>
      value === null ? [] : [{ time: startedAt, value }],
    );
    const bars = rows.map(toCandle).filter(isConsistent);
    return [
      ...candlesObservation('perp', interval, bars, instrument, context),
      ...seriesObservation('open-interest', interval, interest, instrument, context),
    ];
  },
});

/** `{"ticker": "BTC-USD", "rate": "0.000002375", "price", "effectiveAtHeight", "effectiveAt": "2025-12-08T16:00:00.219Z"}` */
const fundingRow = z.object({ ticker, rate: decimal, effectiveAt: isoTimestamp });

/** Rates of one hour, newest first; there is no start to ask from. */
export const historicalFunding = forInstrument({
  id: 'historicalFunding',
  provides: ['series:funding'],
  docs: `${DOCS}/http#get-historical-funding`,
  limit: 'requests',
  maxRows: MAX_ROWS,
  schema: z.object({ historicalFunding: rowsOf(fundingRow, MAX_ROWS) }),
  url: ({ venueSymbol }, query) =>
    `${API}/historicalFunding/${tickerPath(venueSymbol)}${queryString({
      effectiveBeforeOrAt: isoTime(query.until),
      limit: rowLimit(query, MAX_ROWS),
    })}`,
  observe({ historicalFunding: rows }, instrument, context) {
    for (const row of rows) requireSymbol(row.ticker, instrument.venueSymbol, ID, 'historicalFunding');
    const points = rows.map((row) => ({ time: row.effectiveAt, value: row.rate }));
    return seriesObservation('funding', null, points, instrument, context);
  },
});

const MAX_LEVELS = 1_000;

/** `{"price": "89947", "size": "0.0002"}` */
const level = z.pipe(
  z.object({ price: positive, size: amount }),
  z.transform(({ price, size }) => [price, size] as const),
);

/** Up to 100 levels a side; the answer names neither its market nor a time. */
export const orderbook = forInstrument({
  id: 'orderbook',
  provides: ['book'],
  docs: `${DOCS}/http#get-perpetual-market-orderbook`,
  limit: 'requests',
  schema: z.object({ bids: rowsOf(level, MAX_LEVELS), asks: rowsOf(level, MAX_LEVELS) }),
  url: ({ venueSymbol }) => `${API}/orderbooks/perpetualMarket/${tickerPath(venueSymbol)}`,
  observe: ({ bids, asks }, { venueSymbol }, context) => [
    { kind: 'book', ...stamp(ID, venueSymbol, context), ...bookSides(bids, asks) },
  ],
});
