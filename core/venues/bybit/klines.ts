import * as z from 'zod/mini';
import type { Candle } from '../../domain/observation.ts';
import { candlesObservation, inBaseUnits, isConsistent } from '../candle-rows.ts';
import { decimal, nonNegative, positive, text, timestamp } from '../fields.ts';
import { rowLimit, seriesObservation, stamp } from '../rows.ts';
import { requireSymbol, rowsOfSymbol } from '../symbol-check.ts';
import type { Query } from '../venue.ts';
import { BAR, DOCS, intervalOf, type Line, listOf, marketUrl, spotSymbol } from './endpoints.ts';

const MAX_ROWS = 1_000;

function klineUrl(path: string, category: Line['category'] | 'spot', symbol: string, query: Query): string {
  return marketUrl(path, {
    category,
    symbol,
    interval: BAR[intervalOf(query)],
    start: query.since,
    end: query.until,
    limit: rowLimit(query, MAX_ROWS),
  });
}

/** Start, open, high, low, close, volume (coins; USD of an inverse contract), turnover; newest first. */
const kline = z
  .pipe(
    z.tuple([timestamp, positive, positive, positive, positive, nonNegative], z.unknown()),
    z.transform(
      ([openTime, open, high, low, close, volume]): Candle => ({
        openTime,
        open,
        high,
        low,
        close,
        volume,
        takerBuyVolume: null,
      }),
    ),
  )
  .check(z.refine(isConsistent, 'contradicts itself'));

export const klines = (line: Line) =>
  line.forInstrument({
    id: 'kline',
    provides: ['candles:perp'],
    docs: `${DOCS}/kline`,
    limit: 'market',
    maxRows: MAX_ROWS,
    schema: listOf(kline, MAX_ROWS),
    url: ({ venueSymbol }, query) => klineUrl('kline', line.category, venueSymbol, query),
    observe({ result, time }, instrument, context) {
      requireSymbol(result.symbol ?? '', instrument.venueSymbol, line.id, 'kline');
      const interval = intervalOf(context.query);
      return candlesObservation('perp', interval, result.list, instrument, context, time);
    },
  });

/** As klines, of (mark − index) / index with the venue's smoothing; fractions, no volume. */
const premiumKline = z.tuple([timestamp, decimal, decimal, decimal, decimal], z.unknown());

export const premiumIndexKline = (line: Line) =>
  line.forInstrument({
    id: 'premium-index-price-kline',
    provides: ['series:premium'],
    docs: `${DOCS}/premium-index-kline`,
    limit: 'market',
    maxRows: MAX_ROWS,
    schema: listOf(premiumKline, MAX_ROWS),
    url: ({ venueSymbol }, query) => klineUrl('premium-index-price-kline', line.category, venueSymbol, query),
    observe({ result }, instrument, context) {
      requireSymbol(result.symbol ?? '', instrument.venueSymbol, line.id, 'premium-index-price-kline');
      const points = result.list.map(([time, , , , value]) => ({ time, value }));
      return seriesObservation('premium', intervalOf(context.query), points, instrument, context);
    },
  });

/** Rows come out in the perp's own base units. */
export const spotKline = (line: Line) =>
  line.forInstrument({
    id: 'spotKline',
    provides: ['candles:spot'],
    docs: `${DOCS}/kline`,
    limit: 'market',
    maxRows: MAX_ROWS,
    schema: listOf(kline, MAX_ROWS),
    url: (instrument, query) => klineUrl('kline', 'spot', spotSymbol(instrument), query),
    observe({ result, time }, instrument, context) {
      requireSymbol(result.symbol ?? '', spotSymbol(instrument), line.id, 'spotKline');
      const rows = result.list.map((row) => inBaseUnits(row, instrument.baseMultiplier));
      return candlesObservation('spot', intervalOf(context.query), rows, instrument, context, time);
    },
  });

/** `{"symbol": "BTCUSDT", "turnover24h": quote, "volume24h": base, …}` */
export const spotTickers = (line: Line) =>
  line.forInstrument({
    id: 'spotTickers',
    provides: ['volume:spot'],
    docs: `${DOCS}/tickers`,
    limit: 'market',
    schema: listOf(z.object({ symbol: text, turnover24h: nonNegative }), 2_000),
    url: (instrument) => marketUrl('tickers', { category: 'spot', symbol: spotSymbol(instrument) }),
    observe({ result, time }, instrument, context) {
      const own = rowsOfSymbol(result.list, spotSymbol(instrument), line.id, 'spotTickers');
      return own.map((row) => {
        const stamped = stamp(line.id, instrument.venueSymbol, context, time);
        return { kind: 'volume', ...stamped, market: 'spot', quoteVolume24h: row.turnover24h };
      });
    },
  });
