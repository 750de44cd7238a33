import * as z from 'zod/mini';
import type { Instrument } from '../../domain/instrument.ts';
import { amount } from '../bounded.ts';
import { bar, candlesObservation, inBaseUnits, isConsistent } from '../candle-rows.ts';
import { positive, rowsOf, timestampSeconds } from '../fields.ts';
import { rowLimit, stamp } from '../rows.ts';
import { requireSymbol } from '../symbol-check.ts';
import { DOCS, envelope, intervalOf, type Line, PERIOD, spot } from './line.ts';

const MAX_ROWS = 2_000;
const channel = z.string().check(z.maxLength(100));

/** Spot trades the coin singly, against USDT. */
const pairOf = ({ asset }: Instrument) => `${asset}USDT`.toLowerCase();
const pairIn = (ch: string) => ch.split('.')[1] ?? '';

/** `{"amount": coins, "vol": USDT, …}` of 24 hours, each trade once. */
export const spotDetail = (line: Line) =>
  line.forInstrument({
    id: 'spotDetail',
    provides: ['volume:spot'],
    docs: DOCS,
    limit: 'spot',
    schema: envelope({ ch: channel, tick: z.object({ vol: amount }) }),
    url: (instrument) => spot('detail/merged', { symbol: pairOf(instrument) }),
    observe({ ch, tick, ts }, instrument, context) {
      requireSymbol(pairIn(ch), pairOf(instrument), line.id, 'spotDetail');
      const stamped = stamp(line.id, instrument.venueSymbol, context, ts);
      return [{ kind: 'volume', ...stamped, market: 'spot', quoteVolume24h: tick.vol }];
    },
  });

const kline = z.object({
  id: timestampSeconds,
  open: positive,
  high: positive,
  low: positive,
  close: positive,
  amount,
});

/** The newest bars, newest first. */
export const spotKlines = (line: Line) =>
  line.forInstrument({
    id: 'spotKline',
    provides: ['candles:spot'],
    docs: DOCS,
    limit: 'spot',
    maxRows: MAX_ROWS,
    schema: envelope({ ch: channel, data: rowsOf(kline, MAX_ROWS) }),
    url: (instrument, query) =>
      spot('history/kline', {
        symbol: pairOf(instrument),
        period: PERIOD[intervalOf(query)],
        size: rowLimit(query, MAX_ROWS),
      }),
    observe({ ch, data, ts }, instrument, context) {
      requireSymbol(pairIn(ch), pairOf(instrument), line.id, 'spotKline');
      const rows = data
        .map(({ id, open, high, low, close, amount: volume }) => bar(id, open, high, low, close, volume))
        .filter(isConsistent)
        .map((row) => inBaseUnits(row, instrument.baseMultiplier));
      return candlesObservation('spot', intervalOf(context.query), rows, instrument, context, ts);
    },
  });
