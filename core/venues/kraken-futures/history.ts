import * as z from 'zod/mini';
import { type BarInterval, INTERVAL_MS } from '../../domain/time.ts';
import { amount } from '../bounded.ts';
import { bar, candlesObservation, isConsistent } from '../candle-rows.ts';
import { decimal, decode, positive, rowsOf, timestamp, timestampSeconds } from '../fields.ts';
import { seriesObservation, timeRange } from '../rows.ts';
import type { Endpoint, Query } from '../venue.ts';
import { chartsUrl, DOCS, forInstrument, ID, inSeconds, intervalOf } from './endpoints.ts';

const MAX_ROWS = 2_000;

function range(query: Query, interval: BarInterval) {
  const { since, until } = timeRange(query, INTERVAL_MS[interval], MAX_ROWS);
  return { since: inSeconds(since), to: inSeconds(until) };
}

/** `{"time": 1731715200000, "open": "91069", "high", "low", "close", "volume": "319499"}` */
const candle = z.pipe(
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

/** Volume in coins; an inverse contract's in dollars. */
export const candles = forInstrument({
  id: 'candles',
  provides: ['candles:perp'],
  docs: `${DOCS}/charts/candles`,
  limit: 'charts',
  maxRows: MAX_ROWS,
  schema: z.object({ candles: rowsOf(candle, MAX_ROWS + 1) }),
  url({ venueSymbol }, query) {
    const interval = intervalOf(query);
    const { since, to } = range(query, interval);
    return chartsUrl(`trade/${venueSymbol}/${interval}`, { from: since, to });
  },
  observe({ candles: rows }, instrument, context) {
    const bars = rows.filter(isConsistent);
    return candlesObservation('perp', intervalOf(context.query), bars, instrument, context);
  },
});

const column = <T extends z.ZodMiniType>(value: T) => rowsOf(value, MAX_ROWS + 1);

/** One kind writes milliseconds where the others write seconds. */
const start = z.union([timestampSeconds, timestamp]);

type Analysed = 'open-interest' | 'funding' | 'long-short-account-ratio' | 'taker-imbalance';

/**
 * `{"result": {"timestamp": [bucket starts], "data": columns, "more": false}, "errors": []}`, oldest first.
 * @param pointOf of the n-th bucket; null when it has none
 */
function analytics<T extends z.ZodMiniType>(
  type: string,
  series: Analysed,
  data: T,
  pointOf: (data: z.output<T>, n: number) => number | null,
): Endpoint {
  const isFunding = series === 'funding';
  const stepOf = (query: Query): BarInterval => (isFunding ? '1h' : intervalOf(query));
  return forInstrument({
    id: type,
    provides: [`series:${series}`],
    docs: `${DOCS}/charts/analytics`,
    limit: 'charts',
    maxRows: MAX_ROWS,
    schema: z.object({ result: z.object({ timestamp: column(start), data: z.unknown() }) }),
    url({ venueSymbol }, query) {
      const interval = stepOf(query);
      const { since, to } = range(query, interval);
      const seconds = inSeconds(INTERVAL_MS[interval]);
      return chartsUrl(`analytics/${venueSymbol}/${type}`, { interval: seconds, since, to });
    },
    observe({ result }, instrument, context) {
      // A time without buckets has a list where its columns would be.
      if (result.timestamp.length === 0) return [];
      const columns = decode(data, result.data, ID, type);
      const points = result.timestamp.flatMap((time, n) => {
        const value = pointOf(columns, n);
        return value === null || !Number.isFinite(value) ? [] : [{ time, value }];
      });
      return seriesObservation(series, isFunding ? null : stepOf(context.query), points, instrument, context);
    },
  });
}

/** Open, high, low, close of a bucket. */
const ohlc = <T extends z.ZodMiniType>(value: T) => column(z.tuple([value, value, value, value]));

/** What stood when a bucket began: coins, or dollars of an inverse contract. */
export const openInterest = analytics(
  'open-interest',
  'open-interest',
  ohlc(amount),
  (data, n) => data[n]?.[0] ?? null,
);

/** The relative rate of each hour. */
export const funding = analytics(
  'funding',
  'funding',
  z.object({ relativeRate: ohlc(decimal) }),
  ({ relativeRate }, n) => relativeRate[n]?.[3] ?? null,
);

/** Accounts with a long and with a short position. */
export const accountRatio = analytics(
  'long-short-info',
  'long-short-account-ratio',
  z.object({ longCount: column(amount), shortCount: column(amount) }),
  ({ longCount, shortCount }, n) => (shortCount[n] ? (longCount[n] ?? 0) / shortCount[n] : null),
);

/** What takers bought and sold; the documentation writes `buyVolume`, answers write `buy_volume`. */
export const takerVolume = analytics(
  'cvd',
  'taker-imbalance',
  z.object({ buy_volume: column(amount), sell_volume: column(amount) }),
  ({ buy_volume, sell_volume }, n) => {
    const bought = buy_volume[n] ?? 0;
    const sold = sell_volume[n] ?? 0;
    return bought + sold > 0 ? (bought - sold) / (bought + sold) : null;
  },
);
