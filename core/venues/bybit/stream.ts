import * as z from 'zod/mini';
import type { Candle, Observation } from '../../domain/observation.ts';
import type { BarInterval } from '../../domain/time.ts';
import { SECOND } from '../../domain/time.ts';
import { candlesObservation, isConsistent } from '../candle-rows.ts';
import { bodyField } from '../faults.ts';
import { decode, nonNegative, positive, rowsOf, text, timestamp } from '../fields.ts';
import { type FrameContext, parseFrame } from '../frames.ts';
import { stamp } from '../rows.ts';
import type { StreamChannel, VenueStream } from '../venue.ts';
import { VenueError } from '../venue-error.ts';
import { BAR, type Line } from './endpoints.ts';
import { fromTicker, ticker } from './market.ts';

const DOCS = 'https://bybit-exchange.github.io/docs/v5/ws/connect';

/** `tickers` answers both for prices and for open interest. */
const TOPICS: Readonly<Record<StreamChannel, string>> = {
  price: 'tickers.',
  'open-interest': 'tickers.',
  candles: `kline.${BAR['5m']}.`,
  liquidation: 'allLiquidation.',
};

/** https://bybit-exchange.github.io/docs/v5/websocket/public/ticker */
const tickerMessage = z.object({ ts: timestamp, data: ticker });

function toTicker(line: Line, message: unknown, context: FrameContext): Observation[] {
  const { ts, data } = decode(tickerMessage, message, line.id, 'stream');
  return context.instruments.has(data.symbol) ? fromTicker(line, data, context, ts) : [];
}

/**
 * `{"topic": "kline.5.BTCUSDT", "ts", "data": [{"start", "open", "high", "low", "close", "volume": base, …}]}`
 * https://bybit-exchange.github.io/docs/v5/websocket/public/kline
 */
const klineRow = z.object({
  start: timestamp,
  open: positive,
  high: positive,
  low: positive,
  close: positive,
  volume: nonNegative,
});
const klineMessage = z.object({ topic: text, ts: timestamp, data: rowsOf(klineRow, 100) });
const INTERVALS = new Map(Object.entries(BAR).map(([interval, bar]) => [bar, interval as BarInterval]));

function toCandles(line: Line, message: unknown, context: FrameContext): Observation[] {
  const { topic, ts, data } = decode(klineMessage, message, line.id, 'stream');
  const [, bar = '', symbol = ''] = topic.split('.');
  const interval = INTERVALS.get(bar);
  const instrument = context.instruments.get(symbol);
  if (interval === undefined || instrument === undefined) return [];
  const rows = data
    .map(({ start, ...row }): Candle => ({ openTime: start, ...row, takerBuyVolume: null }))
    .filter(isConsistent);
  return candlesObservation('perp', interval, rows, instrument, context, ts);
}

/**
 * `{"topic": "allLiquidation.ROSEUSDT", "data": [{"T", "s", "S": "Sell", "v": size, "p": bankruptcy price}]}`.
 * `S` is the position's side: Buy means a long was liquidated.
 * https://bybit-exchange.github.io/docs/v5/websocket/public/all-liquidation
 */
const liquidationRow = z.object({
  T: timestamp,
  s: text,
  S: z.enum(['Buy', 'Sell']),
  v: positive,
  p: positive,
});
const liquidationMessage = z.object({ data: rowsOf(liquidationRow, 1_000) });

function toLiquidations(line: Line, message: unknown, context: FrameContext): Observation[] {
  return decode(liquidationMessage, message, line.id, 'stream')
    .data.filter((row) => context.instruments.has(row.s))
    .map((row) => ({
      kind: 'liquidation',
      ...stamp(line.id, row.s, context, row.T),
      liquidatedSide: row.S === 'Buy' ? 'long' : 'short',
      price: row.p,
      size: row.v,
    }));
}

const READERS = new Map([
  ['tickers', toTicker],
  ['kline', toCandles],
  ['allLiquidation', toLiquidations],
]);

export const stream = (line: Line): VenueStream => ({
  docs: DOCS,
  channels: ['price', 'open-interest', 'candles', 'liquidation'],
  url: () => `wss://stream.bybit.com/v5/public/${line.category}`,
  subscribe(instruments, channels) {
    const args = instruments.flatMap(({ venueSymbol }) =>
      channels.map((channel) => `${TOPICS[channel]}${venueSymbol}`),
    );
    return [JSON.stringify({ op: 'subscribe', args: [...new Set(args)] })];
  },
  ping: { everyMs: 20 * SECOND, frame: '{"op":"ping"}' },
  parse(frame, context) {
    const message = parseFrame(frame, line.id);
    if (bodyField(message, 'success') === false) {
      const said = bodyField(message, 'ret_msg');
      const detail = typeof said === 'string' ? said.slice(0, 120) : 'subscription refused';
      throw new VenueError(line.id, 'stream', { kind: 'venue-error', detail, until: null });
    }
    const topic = bodyField(message, 'topic');
    if (typeof topic !== 'string') return [];
    return READERS.get(topic.split('.')[0] ?? '')?.(line, message, context) ?? [];
  },
});
