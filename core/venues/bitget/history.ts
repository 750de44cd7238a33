import * as z from 'zod/mini';
import type { Candle } from '../../domain/observation.ts';
import type { BarInterval } from '../../domain/time.ts';
import { DAY } from '../../domain/time.ts';
import { amount } from '../bounded.ts';
import { bar, candlesObservation, inBaseUnits, isConsistent } from '../candle-rows.ts';
import { decimal, nonNegative, positive, text, timestamp } from '../fields.ts';
import { pageNumber, rowLimit, seriesObservation } from '../rows.ts';
import { rowsOfSymbol } from '../symbol-check.ts';
import type { Query } from '../venue.ts';
import { DOCS, forInstrument, ID, intervalOf, listOf, mixUrl, spotUrl } from './endpoints.ts';

const MAX_BARS = 1_000;
/** Bars of 5 minutes reach back a month, longer ones further. */
const REACH = 30 * DAY;

/** Columns: time, open, high, low, close, volume (coins), turnover (quote), …, oldest first. */
const candle = z
  .pipe(
    z.tuple([timestamp, positive, positive, positive, positive, nonNegative], z.unknown()),
    z.transform(
      ([time, open, high, low, close, volume]): Candle => bar(time, open, high, low, close, volume),
    ),
  )
  .check(z.refine(isConsistent, 'contradicts itself'));

const candleSpec = { maxRows: MAX_BARS, reachMs: REACH, schema: listOf(candle, MAX_BARS) };

function barRange(query: Query) {
  return { startTime: query.since, endTime: query.until, limit: rowLimit(query, MAX_BARS) };
}

/** Longer bars than 6 hours would follow Hong Kong's day without `utc`; these two do not. */
const PERP_BAR: Readonly<Record<BarInterval, string>> = { '5m': '5m', '1h': '1H' };
const SPOT_BAR: Readonly<Record<BarInterval, string>> = { '5m': '5min', '1h': '1h' };

export const candles = forInstrument({
  ...candleSpec,
  id: 'candles',
  provides: ['candles:perp'],
  docs: `${DOCS}/contract/market/Get-Candle-Data`,
  limit: 'candles',
  url: ({ venueSymbol }, query) =>
    mixUrl('candles', {
      symbol: venueSymbol,
      granularity: PERP_BAR[intervalOf(query)],
      ...barRange(query),
    }),
  observe: ({ data }, instrument, context) =>
    candlesObservation('perp', intervalOf(context.query), data, instrument, context),
});

export const spotCandles = forInstrument({
  ...candleSpec,
  id: 'spotCandles',
  provides: ['candles:spot'],
  docs: `${DOCS}/spot/market/Get-Candle-Data`,
  limit: 'spotCandles',
  url: ({ asset, quote }, query) =>
    spotUrl('candles', {
      symbol: `${asset}${quote}`,
      granularity: SPOT_BAR[intervalOf(query)],
      ...barRange(query),
    }),
  observe({ data }, instrument, context) {
    const rows = data.map((row) => inBaseUnits(row, instrument.baseMultiplier));
    return candlesObservation('spot', intervalOf(context.query), rows, instrument, context);
  },
});

const MAX_SETTLEMENTS = 100;

/** `{"symbol": "BTCUSDT", "fundingRate": "0.0005", "fundingTime": "1695776400000"}`, newest first. */
const settlement = z.object({ symbol: text, fundingRate: decimal, fundingTime: timestamp });

/** Pages are numbered from the newest on, not dated. */
export const historyFundRate = forInstrument({
  id: 'historyFundRate',
  provides: ['series:funding'],
  docs: `${DOCS}/contract/market/Get-History-Funding-Rate`,
  limit: 'historyFundRate',
  maxRows: MAX_SETTLEMENTS,
  schema: listOf(settlement, 1_000),
  url: ({ venueSymbol }, query) =>
    mixUrl('history-fund-rate', {
      symbol: venueSymbol,
      pageSize: rowLimit(query, MAX_SETTLEMENTS),
      pageNo: pageNumber(query, MAX_SETTLEMENTS),
    }),
  observe({ data }, instrument, context) {
    const own = rowsOfSymbol(data, instrument.venueSymbol, ID, 'historyFundRate');
    const points = own.map((row) => ({ time: row.fundingTime, value: row.fundingRate }));
    return seriesObservation('funding', null, points, instrument, context);
  },
});

/** The statistics name neither rows nor times: what there is comes in one answer, however many rows are wanted. */
const statisticsSpec = { maxRows: 1_000 };

/**
 * `{"longAccountRatio": "0.58", "shortAccountRatio": "0.42", "longShortAccountRatio": "0.0138", "ts"}`: the last field
 * is not the quotient of the two before it and is not read.
 */
const ratio = z.object({ longAccountRatio: nonNegative, shortAccountRatio: positive, ts: timestamp });

export const accountLongShort = forInstrument({
  ...statisticsSpec,
  id: 'accountLongShort',
  provides: ['series:long-short-account-ratio'],
  docs: `${DOCS}/common/apidata/Account-Long-Short`,
  limit: 'accountLongShort',
  schema: listOf(ratio, 1_000),
  url: ({ venueSymbol }, query) =>
    mixUrl('account-long-short', { symbol: venueSymbol, period: intervalOf(query) }),
  observe({ data }, instrument, context) {
    const points = data.map((row) => ({
      time: row.ts,
      value: row.longAccountRatio / row.shortAccountRatio,
    }));
    const interval = intervalOf(context.query);
    return seriesObservation('long-short-account-ratio', interval, points, instrument, context);
  },
});

/** `{"buyVolume": "131.2", "sellVolume": "98.7", "ts": "1714020600000"}`, coins takers bought and sold. */
const takers = z.object({ buyVolume: amount, sellVolume: amount, ts: timestamp });

export const takerBuySell = forInstrument({
  ...statisticsSpec,
  id: 'takerBuySell',
  provides: ['series:taker-imbalance'],
  docs: `${DOCS}/common/apidata/Taker-Buy-Sell`,
  limit: 'takerBuySell',
  schema: listOf(takers, 1_000),
  url: ({ venueSymbol }, query) =>
    mixUrl('taker-buy-sell', { symbol: venueSymbol, period: intervalOf(query) }),
  observe({ data }, instrument, context) {
    const points = data
      .filter((row) => row.buyVolume + row.sellVolume > 0)
      .map(({ buyVolume, sellVolume, ts }) => ({
        time: ts,
        value: (buyVolume - sellVolume) / (buyVolume + sellVolume),
      }));
    return seriesObservation('taker-imbalance', intervalOf(context.query), points, instrument, context);
  },
});
