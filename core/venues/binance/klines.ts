import * as z from 'zod/mini';
import type { Candle } from '../../domain/observation.ts';
import { candlesObservation, isConsistent } from '../candle-rows.ts';
import { decimal, nonNegative, optionalNonNegative, positive, rowsOf, timestamp } from '../fields.ts';
import { queryString } from '../query-string.ts';
import { rowLimit, seriesObservation } from '../rows.ts';
import type { Query } from '../venue.ts';
import { DOCS, FUTURES, forInstrument } from './endpoints.ts';

/** 1500 are served; 1000 is the best value for weight. */
export const MAX_KLINES = 1_000;

export function klineWeight(query: Query): number {
  const rows = rowLimit(query, MAX_KLINES);
  if (rows < 100) return 1;
  return rows < 500 ? 2 : 5;
}

export const intervalOf = (query: Query) => query.interval ?? '5m';

/** Spot and futures take the same parameters. */
export function klineQuery(symbol: string, query: Query): string {
  return queryString({
    symbol,
    interval: intervalOf(query),
    startTime: query.since,
    endTime: query.until,
    limit: rowLimit(query, MAX_KLINES),
  });
}

/** Open time, open, high, low, close, volume (base), close time, quote volume, trades, taker buy volume (base), … */
export const kline = z
  .pipe(
    z.tuple(
      [
        timestamp,
        positive,
        positive,
        positive,
        positive,
        nonNegative,
        z.unknown(),
        z.unknown(),
        z.unknown(),
        optionalNonNegative,
      ],
      z.unknown(),
    ),
    z.transform(
      ([openTime, open, high, low, close, volume, , , , takerBuyVolume]): Candle => ({
        openTime,
        open,
        high,
        low,
        close,
        volume,
        takerBuyVolume,
      }),
    ),
  )
  .check(z.refine(isConsistent, 'contradicts itself'));

export const klines = forInstrument({
  id: 'klines',
  provides: ['candles:perp'],
  docs: `${DOCS}/Kline-Candlestick-Data`,
  limit: 'weight',
  weight: klineWeight,
  maxRows: MAX_KLINES,
  schema: rowsOf(kline, 1_500),
  url: ({ venueSymbol }, query) => `${FUTURES}/fapi/v1/klines${klineQuery(venueSymbol, query)}`,
  observe: (rows, instrument, context) =>
    candlesObservation('perp', intervalOf(context.query), rows, instrument, context),
});

/** As klines, of the premium index: open, high, low, close are fractions of either sign, volumes are 0. */
export const premiumKline = z.tuple([timestamp, decimal, decimal, decimal, decimal], z.unknown());

export const premiumIndexKlines = forInstrument({
  id: 'premiumIndexKlines',
  provides: ['series:premium'],
  docs: `${DOCS}/Premium-Index-Kline-Data`,
  limit: 'weight',
  weight: klineWeight,
  maxRows: MAX_KLINES,
  schema: rowsOf(premiumKline, 1_500),
  url: ({ venueSymbol }, query) => `${FUTURES}/fapi/v1/premiumIndexKlines${klineQuery(venueSymbol, query)}`,
  observe(rows, instrument, context) {
    const points = rows.map(([time, , , , value]) => ({ time, value }));
    return seriesObservation('premium', intervalOf(context.query), points, instrument, context);
  },
});
