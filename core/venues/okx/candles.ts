import * as z from 'zod/mini';
import type { Instrument } from '../../domain/instrument.ts';
import { HOUR } from '../../domain/time.ts';
import { amount, optionalAmount } from '../bounded.ts';
import { candlesObservation, inBaseUnits, isConsistent } from '../candle-rows.ts';
import { positive, timestamp } from '../fields.ts';
import { queryString } from '../query-string.ts';
import { rowLimit } from '../rows.ts';
import type { Query } from '../venue.ts';
import { API, BAR, DOCS, envelope, intervalOf, type Line, olderAndNewer, spotPair } from './endpoints.ts';

/** Columns: open time, open, high, low, close, volume (contracts; spot: coins), coins (spot: quote), …, confirmed. */
const bar = z.tuple([timestamp, positive, positive, positive, positive, amount, optionalAmount], z.unknown());

/** The newest 1440 bars of each size: 5 days of 5 min, 60 days of 1 h. */
const MOST_BARS = 1_440;
const BARS_A_PAGE = 300;

function candleUrl(instId: string, query: Query): string {
  return `${API}/market/candles${queryString({
    instId,
    bar: BAR[intervalOf(query)],
    ...olderAndNewer(query),
    limit: rowLimit(query, BARS_A_PAGE),
  })}`;
}

const candleSpec = {
  docs: `${DOCS}#order-book-trading-market-data-get-candlesticks`,
  limit: 'candles',
  maxRows: BARS_A_PAGE,
  reachMs: MOST_BARS * HOUR,
  schema: envelope(bar, BARS_A_PAGE),
};

type Bar = z.output<typeof bar>;

function toCandle([openTime, open, high, low, close]: Bar, volume: number) {
  return { openTime, open, high, low, close, volume, takerBuyVolume: null };
}

/** Coins of a linear swap, where the column is missing and of an inverse one (USD) contracts × their size. */
function volumeOf([, , , , , contracts, coins]: Bar, { kind, contractSize }: Instrument): number {
  return kind === 'linear' && coins !== null ? coins : contracts * contractSize;
}

export const candles = (line: Line) =>
  line.forInstrument({
    ...candleSpec,
    id: 'candles',
    provides: ['candles:perp'],
    url: ({ venueSymbol }, query) => candleUrl(venueSymbol, query),
    observe({ data }, instrument, context) {
      const rows = data.map((row) => toCandle(row, volumeOf(row, instrument))).filter(isConsistent);
      return candlesObservation('perp', intervalOf(context.query), rows, instrument, context);
    },
  });

export const spotCandles = (line: Line) =>
  line.forInstrument({
    ...candleSpec,
    id: 'spotCandles',
    provides: ['candles:spot'],
    url: (instrument, query) => candleUrl(spotPair(instrument), query),
    observe({ data }, instrument, context) {
      const rows = data
        .map((row) => toCandle(row, row[5]))
        .filter(isConsistent)
        .map((candle) => inBaseUnits(candle, instrument.baseMultiplier));
      return candlesObservation('spot', intervalOf(context.query), rows, instrument, context);
    },
  });
