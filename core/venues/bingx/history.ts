import * as z from 'zod/mini';
import type { BarInterval } from '../../domain/time.ts';
import { amount } from '../bounded.ts';
import { bar, candlesObservation, inBaseUnits, isConsistent } from '../candle-rows.ts';
import { decimal, positive, rowsOf, text, timestamp } from '../fields.ts';
import { rowLimit, seriesObservation } from '../rows.ts';
import { rowsOfSymbol } from '../symbol-check.ts';
import type { Query } from '../venue.ts';
import { bingxUrl, DOCS, envelope, forInstrument, ID } from './endpoints.ts';

const MAX_SETTLEMENTS = 1_000;
const MAX_BARS = 1_440;
const MAX_SPOT_BARS = 1_000;
const intervalOf = (query: Query): BarInterval => query.interval ?? '5m';

/** `{"symbol": "BTC-USDT", "fundingRate": "0.0001", "fundingTime": 1585684800000}`, newest first. */
const settlement = z.object({ symbol: text, fundingRate: decimal, fundingTime: timestamp });

export const fundingRate = forInstrument({
  id: 'fundingRate',
  provides: ['series:funding'],
  docs: DOCS,
  limit: 'market',
  maxRows: MAX_SETTLEMENTS,
  schema: envelope(rowsOf(settlement, MAX_SETTLEMENTS)),
  url: ({ venueSymbol }, query) =>
    bingxUrl('swap/v2/quote/fundingRate', {
      symbol: venueSymbol,
      startTime: query.since,
      endTime: query.until,
      limit: rowLimit(query, MAX_SETTLEMENTS),
    }),
  observe({ data }, instrument, context) {
    const own = rowsOfSymbol(data, instrument.venueSymbol, ID, 'fundingRate');
    const points = own.map((row) => ({ time: row.fundingTime, value: row.fundingRate }));
    return seriesObservation('funding', null, points, instrument, context);
  },
});

/** `{"open", "close", "high", "low", "volume": coins, "time": 1702717200000}`, newest first. */
const kline = z.pipe(
  z.object({
    time: timestamp,
    open: positive,
    high: positive,
    low: positive,
    close: positive,
    volume: amount,
  }),
  z.transform(({ time, open, high, low, close, volume }) => bar(time, open, high, low, close, volume)),
);

/** The answer does not name its contract. */
export const klines = forInstrument({
  id: 'klines',
  provides: ['candles:perp'],
  docs: DOCS,
  limit: 'market',
  maxRows: MAX_BARS,
  schema: envelope(rowsOf(kline, MAX_BARS)),
  url: ({ venueSymbol }, query) =>
    bingxUrl('swap/v3/quote/klines', {
      symbol: venueSymbol,
      interval: intervalOf(query),
      startTime: query.since,
      endTime: query.until,
      limit: rowLimit(query, MAX_BARS),
    }),
  observe({ data, timestamp: time }, instrument, context) {
    const rows = data.filter(isConsistent);
    return candlesObservation('perp', intervalOf(context.query), rows, instrument, context, time);
  },
});

/** Time, open, high, low, close, volume (coins), end, turnover; newest first. */
const spotKline = z.pipe(
  z.tuple([timestamp, positive, positive, positive, positive, amount], z.unknown()),
  z.transform(([time, open, high, low, close, volume]) => bar(time, open, high, low, close, volume)),
);

/** Bars begin by Hong Kong's clock unless the time zone is stated; spot trades the coin singly, against USDT. */
export const spotKlines = forInstrument({
  id: 'spotKlines',
  provides: ['candles:spot'],
  docs: DOCS,
  limit: 'market',
  maxRows: MAX_SPOT_BARS,
  schema: envelope(rowsOf(spotKline, MAX_BARS)),
  url: ({ asset }, query) =>
    bingxUrl('spot/v1/market/kline', {
      symbol: `${asset}-USDT`,
      interval: intervalOf(query),
      startTime: query.since,
      endTime: query.until,
      limit: rowLimit(query, MAX_SPOT_BARS),
      timeZone: 0,
    }),
  observe({ data, timestamp: time }, instrument, context) {
    const rows = data.filter(isConsistent).map((row) => inBaseUnits(row, instrument.baseMultiplier));
    return candlesObservation('spot', intervalOf(context.query), rows, instrument, context, time);
  },
});
