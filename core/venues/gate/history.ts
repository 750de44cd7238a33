import * as z from 'zod/mini';
import { amount, optionalAmount } from '../bounded.ts';
import { bar, candlesObservation, inBaseUnits, isConsistent } from '../candle-rows.ts';
import { decimal, optionalNonNegative, positive, rowsOf, timestampSeconds } from '../fields.ts';
import { queryString } from '../query-string.ts';
import { rowLimit, seriesObservation } from '../rows.ts';
import { barRange, DOCS, FUTURES, forInstrument, intervalOf, SPOT, seconds } from './endpoints.ts';

const MAX_BARS = 1_999;
const MAX_SPOT_BARS = 1_000;

/** `{"t": 1539852480, "o", "h", "l", "c", "v": contracts, "sum": quote}`, oldest first. */
const candle = z.object({
  t: timestampSeconds,
  o: positive,
  h: positive,
  l: positive,
  c: positive,
  v: amount,
});

export const candlesticks = forInstrument({
  id: 'candlesticks',
  provides: ['candles:perp'],
  docs: `${DOCS}#futures-market-k-line-chart`,
  limit: 'candlesticks',
  maxRows: MAX_BARS,
  schema: rowsOf(candle, 5_000),
  url: ({ venueSymbol }, query) =>
    `${FUTURES}/candlesticks${queryString({
      contract: venueSymbol,
      interval: intervalOf(query),
      ...barRange(query, MAX_BARS),
    })}`,
  observe(rows, instrument, context) {
    const bars = rows
      .map((row) => bar(row.t, row.o, row.h, row.l, row.c, row.v * instrument.contractSize))
      .filter(isConsistent);
    return candlesObservation('perp', intervalOf(context.query), bars, instrument, context);
  },
});

/** Columns: time, quote volume, close, high, low, open, base volume, closed. */
const spotCandle = z.tuple(
  [timestampSeconds, z.unknown(), positive, positive, positive, positive, amount],
  z.unknown(),
);

export const spotCandlesticks = forInstrument({
  id: 'spotCandlesticks',
  provides: ['candles:spot'],
  docs: `${DOCS}#market-k-line-chart`,
  limit: 'spotCandlesticks',
  maxRows: MAX_SPOT_BARS,
  schema: rowsOf(spotCandle, 5_000),
  url: ({ asset, quote }, query) =>
    `${SPOT}/candlesticks${queryString({
      currency_pair: `${asset}_${quote}`,
      interval: intervalOf(query),
      ...barRange(query, MAX_SPOT_BARS),
    })}`,
  observe(rows, instrument, context) {
    const bars = rows
      .map(([time, , close, high, low, open, volume]) => bar(time, open, high, low, close, volume))
      .filter(isConsistent)
      .map((one) => inBaseUnits(one, instrument.baseMultiplier));
    return candlesObservation('spot', intervalOf(context.query), bars, instrument, context);
  },
});

const MAX_PREMIUM_ROWS = 1_000;

/** `{"t": 1539852480, "o": "0", "h": "0.00023", "l": "0", "c": "0"}`: bars of the premium, fractions. */
export const premiumIndex = forInstrument({
  id: 'premiumIndex',
  provides: ['series:premium'],
  docs: `${DOCS}#premium-index-k-line-chart`,
  limit: 'premiumIndex',
  maxRows: MAX_PREMIUM_ROWS,
  schema: rowsOf(z.object({ t: timestampSeconds, c: decimal }), 5_000),
  url: ({ venueSymbol }, query) =>
    `${FUTURES}/premium_index${queryString({
      contract: venueSymbol,
      interval: intervalOf(query),
      ...barRange(query, MAX_PREMIUM_ROWS),
    })}`,
  observe(rows, instrument, context) {
    const points = rows.map(({ t, c }) => ({ time: t, value: c }));
    return seriesObservation('premium', intervalOf(context.query), points, instrument, context);
  },
});

const MAX_SETTLEMENTS = 1_000;

/** `{"t": 1543968000, "r": "0.000157"}`, newest first. */
export const fundingRate = forInstrument({
  id: 'fundingRate',
  provides: ['series:funding'],
  docs: `${DOCS}#futures-market-historical-funding-rate`,
  limit: 'fundingRate',
  maxRows: MAX_SETTLEMENTS,
  schema: rowsOf(z.object({ t: timestampSeconds, r: decimal }), 5_000),
  url: ({ venueSymbol }, query) =>
    `${FUTURES}/funding_rate${queryString({
      contract: venueSymbol,
      from: seconds(query.since),
      to: seconds(query.until),
      limit: rowLimit(query, MAX_SETTLEMENTS),
    })}`,
  observe(rows, instrument, context) {
    const points = rows.map(({ t, r }) => ({ time: t, value: r }));
    return seriesObservation('funding', null, points, instrument, context);
  },
});

const MAX_STATS = 100;

/**
 * `{"time": 1603865400, "open_interest": contracts, "lsr_account": 0.5, "lsr_taker": bought ÷ sold, "open_interest_usd",
 *   "mark_price", "long_liq_size", …}`. A ratio of 0 stands for «nothing counted». Unlike the contract itself the
 * statistics count both sides: measured in 2026-09, twice its `position_size` to the contract.
 */
const stats = z.object({
  time: timestampSeconds,
  open_interest: optionalAmount,
  lsr_account: optionalNonNegative,
  lsr_taker: optionalNonNegative,
});

/** Three series in one answer: from `from` on, oldest first, without an end. */
export const contractStats = forInstrument({
  id: 'contractStats',
  provides: ['series:open-interest', 'series:long-short-account-ratio', 'series:taker-imbalance'],
  docs: `${DOCS}#futures-statistics`,
  limit: 'contractStats',
  maxRows: MAX_STATS,
  schema: rowsOf(stats, 2_000),
  url: ({ venueSymbol }, query) =>
    `${FUTURES}/contract_stats${queryString({
      contract: venueSymbol,
      interval: intervalOf(query),
      from: seconds(query.since),
      limit: rowLimit(query, MAX_STATS),
    })}`,
  observe(rows, instrument, context) {
    const interval = intervalOf(context.query);
    const series = (
      kind: 'open-interest' | 'long-short-account-ratio' | 'taker-imbalance',
      valueIn: (row: z.output<typeof stats>) => number | null,
    ) => {
      const points = rows.flatMap((row) => {
        const value = valueIn(row);
        return value === null ? [] : [{ time: row.time, value }];
      });
      return seriesObservation(kind, interval, points, instrument, context);
    };
    return [
      ...series('open-interest', ({ open_interest: contracts }) =>
        contracts === null ? null : (contracts / 2) * instrument.contractSize,
      ),
      ...series('long-short-account-ratio', ({ lsr_account: ratio }) => ratio || null),
      ...series('taker-imbalance', ({ lsr_taker: ratio }) => (ratio ? (ratio - 1) / (ratio + 1) : null)),
    ];
  },
});
