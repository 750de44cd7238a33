import * as z from 'zod/mini';
import type { Instrument } from '../../domain/instrument.ts';
import { type BarInterval, HOUR, INTERVAL_MS } from '../../domain/time.ts';
import { bar, candlesObservation, isConsistent } from '../candle-rows.ts';
import { decimal, nonNegative, positive, rowsOf, timestamp } from '../fields.ts';
import { seriesObservation, timeRange } from '../rows.ts';
import type { Query } from '../venue.ts';
import { answerOf, DOCS, type Gateway } from './gateway.ts';

const MAX_BARS = 5_000;
/** 31 days of hours. */
const MAX_SETTLEMENTS = 744;

export const RESOLUTION: Readonly<Record<BarInterval, string>> = { '5m': '5', '1h': '60' };
const intervalOf = (query: Query): BarInterval => query.interval ?? '5m';

/** The coin's own market, in the dollars it is traded in there. */
export const spotOf = ({ asset }: Instrument) => `${asset}_USDC`;

/** `{"status": "ok", "ticks": [ms], "open": […], "high", "low", "close", "volume": coins, "cost": USD}`; `no_data` when empty. */
const column = <T extends z.ZodMiniType>(value: T) => rowsOf(value, MAX_BARS + 1);
const chart = z.pipe(
  z.object({
    ticks: column(timestamp),
    open: column(positive),
    high: column(positive),
    low: column(positive),
    close: column(positive),
    volume: column(nonNegative),
    cost: column(nonNegative),
  }),
  z.transform(({ ticks, open, high, low, close, volume, cost }, context) => {
    if ([open, high, low, close, volume, cost].some(({ length }) => length !== ticks.length)) {
      context.issues.push({ code: 'custom', input: ticks, message: 'has columns of different length' });
      return z.NEVER;
    }
    return ticks.map((openTime, i) => ({
      bar: bar(openTime, open[i]!, high[i]!, low[i]!, close[i]!, volume[i]!),
      dollars: cost[i]!,
    }));
  }),
);

function chartOf(
  gateway: Gateway,
  id: string,
  market: 'perp' | 'spot',
  symbolOf: (one: Instrument) => string,
) {
  return gateway.forInstrument({
    id,
    provides: [`candles:${market}`],
    docs: `${DOCS}/public-get_tradingview_chart_data`,
    limit: 'requests',
    maxRows: MAX_BARS,
    schema: answerOf(chart),
    url(instrument, query) {
      const interval = intervalOf(query);
      const { since, until } = timeRange(query, INTERVAL_MS[interval], MAX_BARS);
      return gateway.url('get_tradingview_chart_data', {
        instrument_name: symbolOf(instrument),
        start_timestamp: since,
        end_timestamp: until,
        resolution: RESOLUTION[interval],
      });
    },
    observe({ result }, instrument, context) {
      const inDollars = market === 'perp' && instrument.kind === 'inverse';
      const rows = result.map(({ bar: row, dollars }) => (inDollars ? { ...row, volume: dollars } : row));
      return candlesObservation(
        market,
        intervalOf(context.query),
        rows.filter(isConsistent),
        instrument,
        context,
      );
    },
  });
}

/** The answer names no instrument: columns of bars, oldest first; a reversed contract's volume is the dollars. */
export const candles = (gateway: Gateway) =>
  chartOf(gateway, 'get_tradingview_chart_data', 'perp', ({ venueSymbol }) => venueSymbol);

export const spotCandles = (gateway: Gateway) => chartOf(gateway, 'spotChart', 'spot', spotOf);

/** `{"timestamp", "interest_1h": -4.7e-07, "interest_8h", "index_price", "prev_index_price"}`, hour by hour. */
export const fundingHistory = (gateway: Gateway) =>
  gateway.forInstrument({
    id: 'get_funding_rate_history',
    provides: ['series:funding'],
    docs: `${DOCS}/public-get_funding_rate_history`,
    limit: 'requests',
    maxRows: MAX_SETTLEMENTS,
    schema: answerOf(rowsOf(z.object({ timestamp, interest_1h: decimal }), 5_000)),
    url({ venueSymbol }, query) {
      const { since, until } = timeRange(query, HOUR, MAX_SETTLEMENTS);
      return gateway.url('get_funding_rate_history', {
        instrument_name: venueSymbol,
        start_timestamp: since,
        end_timestamp: until,
      });
    },
    observe({ result }, instrument, context) {
      const points = result.map((row) => ({ time: row.timestamp, value: row.interest_1h }));
      return seriesObservation('funding', null, points, instrument, context);
    },
  });
