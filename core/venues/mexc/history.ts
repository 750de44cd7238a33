import * as z from 'zod/mini';
import { INTERVAL_MS } from '../../domain/time.ts';
import { amount } from '../bounded.ts';
import { bar, candlesObservation, inBaseUnits, isConsistent } from '../candle-rows.ts';
import { decimal, positive, rowsOf, text, timestamp, timestampSeconds } from '../fields.ts';
import { pageNumber, rowLimit, seriesObservation } from '../rows.ts';
import { rowsOfSymbol } from '../symbol-check.ts';
import {
  BAR,
  contractUrl,
  DOCS,
  envelope,
  forInstrument,
  ID,
  intervalOf,
  SPOT_BAR,
  SPOT_DOCS,
  spotSymbol,
  spotUrl,
  symbolPath,
} from './endpoints.ts';

const MAX_BARS = 2_000;

/** `{"time": [1634052300, …] seconds, "open": […], "close", "high", "low", "vol": contracts, "amount": quote}`, oldest first. */
const columns = z
  .object({
    time: rowsOf(timestampSeconds, MAX_BARS),
    open: rowsOf(positive, MAX_BARS),
    high: rowsOf(positive, MAX_BARS),
    low: rowsOf(positive, MAX_BARS),
    close: rowsOf(positive, MAX_BARS),
    vol: rowsOf(amount, MAX_BARS),
  })
  .check(
    z.refine(
      ({ time, ...rest }) => Object.values(rest).every(({ length }) => length === time.length),
      'has columns of different length',
    ),
  );

export const kline = forInstrument({
  id: 'kline',
  provides: ['candles:perp'],
  docs: `${DOCS}#get-candlestick-data`,
  limit: 'kline',
  maxRows: MAX_BARS,
  schema: envelope(columns),
  url(instrument, query) {
    const span = (rowLimit(query, MAX_BARS) - 1) * INTERVAL_MS[intervalOf(query)];
    const start = query.since ?? (query.until === undefined ? undefined : query.until - span);
    const seconds = (time: number | undefined) => (time === undefined ? undefined : Math.floor(time / 1_000));
    return contractUrl(`kline/${symbolPath(instrument)}`, {
      interval: BAR[intervalOf(query)],
      start: seconds(start),
      end: seconds(query.until),
    });
  },
  observe({ data: { time, open, high, low, close, vol } }, instrument, context) {
    const bars = time
      .map((at, i) => bar(at, open[i]!, high[i]!, low[i]!, close[i]!, vol[i]! * instrument.contractSize))
      .filter(isConsistent);
    return candlesObservation('perp', intervalOf(context.query), bars, instrument, context);
  },
});

const MAX_SPOT_BARS = 1_000;

/** Columns: open time, open, high, low, close, coins, close time, quote. */
const spotKline = z.tuple([timestamp, positive, positive, positive, positive, amount], z.unknown());

export const spotKlines = forInstrument({
  id: 'spotKlines',
  provides: ['candles:spot'],
  docs: `${SPOT_DOCS}#kline-candlestick-data`,
  limit: 'spotKlines',
  maxRows: MAX_SPOT_BARS,
  schema: rowsOf(spotKline, MAX_SPOT_BARS),
  url: (instrument, query) =>
    spotUrl('klines', {
      symbol: spotSymbol(instrument),
      interval: SPOT_BAR[intervalOf(query)],
      startTime: query.since,
      endTime: query.until,
      limit: rowLimit(query, MAX_SPOT_BARS),
    }),
  observe(rows, instrument, context) {
    const bars = rows
      .map(([time, open, high, low, close, coins]) => bar(time, open, high, low, close, coins))
      .filter(isConsistent)
      .map((one) => inBaseUnits(one, instrument.baseMultiplier));
    return candlesObservation('spot', intervalOf(context.query), bars, instrument, context);
  },
});

/** 100 or 1000 by source; 100 is right either way. */
const MAX_SETTLEMENTS = 100;

/** `{"symbol": "BTC_USDT", "fundingRate": 0.000266, "settleTime": 1609804800000}`, newest first. */
const settlement = z.object({ symbol: text, fundingRate: decimal, settleTime: timestamp });

/** Pages are numbered from the newest on, not dated. */
export const fundingHistory = forInstrument({
  id: 'fundingHistory',
  provides: ['series:funding'],
  docs: `${DOCS}#get-funding-rate-history`,
  limit: 'fundingHistory',
  maxRows: MAX_SETTLEMENTS,
  schema: envelope(z.object({ resultList: rowsOf(settlement, 1_000) })),
  url: ({ venueSymbol }, query) =>
    contractUrl('funding_rate/history', {
      symbol: venueSymbol,
      page_num: pageNumber(query, MAX_SETTLEMENTS),
      page_size: rowLimit(query, MAX_SETTLEMENTS),
    }),
  observe({ data }, instrument, context) {
    const own = rowsOfSymbol(data.resultList, instrument.venueSymbol, ID, 'fundingHistory');
    const points = own.map((row) => ({ time: row.settleTime, value: row.fundingRate }));
    return seriesObservation('funding', null, points, instrument, context);
  },
});
