import * as z from 'zod/mini';
import { HOUR, INTERVAL_MS } from '../../domain/time.ts';
import { amount } from '../bounded.ts';
import { bar, candlesObservation, inBaseUnits, isConsistent } from '../candle-rows.ts';
import { decimal, positive, rowsOf, text, timestamp, timestampSeconds } from '../fields.ts';
import { seriesObservation } from '../rows.ts';
import { requireSymbol, rowsOfSymbol } from '../symbol-check.ts';
import type { Query } from '../venue.ts';
import {
  bothEnds,
  DOCS,
  envelope,
  forInstrument,
  futuresUrl,
  ID,
  intervalOf,
  listOf,
  PERIOD,
  seconds,
  spotPair,
  unifiedUrl,
} from './endpoints.ts';

/** 200 or 500 by source; 200 is right either way. */
const MAX_BARS = 200;
const MAX_SPOT_BARS = 1_500;

const rangeOf = (query: Query, maxRows: number) => bothEnds(query, INTERVAL_MS[intervalOf(query)], maxRows);

/** Columns: time, open, high, low, close, lots (the coin's own market puts the close second), oldest first. */
const kline = z.tuple([timestamp, positive, positive, positive, positive, amount], z.unknown());

export const klines = forInstrument({
  id: 'klines',
  provides: ['candles:perp'],
  docs: `${DOCS}/futures-trading/market-data/get-klines`,
  limit: 'futures',
  weight: 3,
  maxRows: MAX_BARS,
  schema: listOf(kline, 1_000),
  url({ venueSymbol }, query) {
    const { start, end } = rangeOf(query, MAX_BARS);
    const granularity = INTERVAL_MS[intervalOf(query)] / 60_000;
    return futuresUrl('kline/query', { symbol: venueSymbol, granularity, from: start, to: end });
  },
  observe({ data }, instrument, context) {
    const rows = data
      .map(([time, open, high, low, close, lots]) =>
        bar(time, open, high, low, close, lots * instrument.contractSize),
      )
      .filter(isConsistent);
    return candlesObservation('perp', intervalOf(context.query), rows, instrument, context);
  },
});

/** Columns: time in seconds, open, close, high, low, coins, turnover, newest first. */
const spotKline = z.tuple([timestampSeconds, positive, positive, positive, positive, amount], z.unknown());

export const spotKlines = forInstrument({
  id: 'spotKlines',
  provides: ['candles:spot'],
  docs: `${DOCS}/spot-trading/market-data/get-klines`,
  limit: 'unified',
  weight: 3,
  maxRows: MAX_SPOT_BARS,
  schema: listOf(spotKline, MAX_SPOT_BARS),
  url(instrument, query) {
    const { start, end } = rangeOf(query, MAX_SPOT_BARS);
    return unifiedUrl('v1/market/candles', {
      symbol: spotPair(instrument),
      type: PERIOD[intervalOf(query)],
      startAt: seconds(start),
      endAt: seconds(end),
    });
  },
  observe({ data }, instrument, context) {
    const rows = data
      .map(([time, open, close, high, low, coins]) => bar(time, open, high, low, close, coins))
      .filter(isConsistent)
      .map((one) => inBaseUnits(one, instrument.baseMultiplier));
    return candlesObservation('spot', intervalOf(context.query), rows, instrument, context);
  },
});

/** Columns as of spot bars: time in seconds, open, close, high, low; fractions. */
const premiumKline = z.tuple([timestampSeconds, decimal, decimal], z.unknown());

/** Bars of the premium index (a form ccxt 4.5.84 asks for; the documented list has one value a minute). */
export const premiumIndex = forInstrument({
  id: 'premiumIndex',
  provides: ['series:premium'],
  docs: `${DOCS}/ua/get-klines`,
  limit: 'unified',
  weight: 3,
  maxRows: MAX_SPOT_BARS,
  schema: envelope(z.object({ list: rowsOf(premiumKline, MAX_SPOT_BARS) })),
  url({ venueSymbol }, query) {
    const { start, end } = rangeOf(query, MAX_SPOT_BARS);
    return unifiedUrl('ua/v1/market/kline', {
      tradeType: 'FUTURES',
      symbol: `${venueSymbol}-premium-index`,
      interval: PERIOD[intervalOf(query)],
      startAt: seconds(start),
      endAt: seconds(end),
    });
  },
  observe({ data }, instrument, context) {
    const points = data.list.map(([time, , close]) => ({ time, value: close }));
    return seriesObservation('premium', intervalOf(context.query), points, instrument, context);
  },
});

const MAX_SETTLEMENTS = 100;

/** `{"symbol": "XBTUSDTM", "fundingRate": 2.1E-4, "timepoint": 1702296000000}`, newest first. */
const settlement = z.object({ symbol: text, fundingRate: decimal, timepoint: timestamp });

export const fundingRates = forInstrument({
  id: 'fundingRates',
  provides: ['series:funding'],
  docs: `${DOCS}/futures-trading/funding-fees/get-public-funding-history`,
  limit: 'futures',
  weight: 5,
  maxRows: MAX_SETTLEMENTS,
  schema: listOf(settlement, 2_000),
  url({ venueSymbol }, query) {
    const { start, end } = bothEnds(query, 8 * HOUR, MAX_SETTLEMENTS);
    return futuresUrl('contract/funding-rates', { symbol: venueSymbol, from: start, to: end });
  },
  observe({ data }, instrument, context) {
    const own = rowsOfSymbol(data, instrument.venueSymbol, ID, 'fundingRates');
    const points = own.map((row) => ({ time: row.timepoint, value: row.fundingRate }));
    return seriesObservation('funding', null, points, instrument, context);
  },
});

const MAX_INTEREST_ROWS = 200;

/** `{"openInterest": "4615535" lots, "ts": 1767004200000}`, newest first. */
const interest = z.object({ symbol: z.optional(z.string()), openInterest: amount, ts: timestamp });

/** On the spot market's host; 70 days back, nothing before 2025-12-29. */
export const openInterest = forInstrument({
  id: 'openInterest',
  provides: ['series:open-interest'],
  docs: `${DOCS}/ua/get-futures-open-interset`,
  limit: 'unified',
  weight: 10,
  maxRows: MAX_INTEREST_ROWS,
  schema: listOf(interest, 1_000),
  url({ venueSymbol }, query) {
    const { start, end } = rangeOf(query, MAX_INTEREST_ROWS);
    return unifiedUrl('ua/v1/market/open-interest', {
      symbol: venueSymbol,
      interval: PERIOD[intervalOf(query)],
      startAt: start,
      endAt: end,
      pageSize: MAX_INTEREST_ROWS,
    });
  },
  observe({ data }, instrument, context) {
    const points = data.map((row) => {
      requireSymbol(row.symbol ?? instrument.venueSymbol, instrument.venueSymbol, ID, 'openInterest');
      return { time: row.ts, value: row.openInterest * instrument.contractSize };
    });
    return seriesObservation('open-interest', intervalOf(context.query), points, instrument, context);
  },
});
