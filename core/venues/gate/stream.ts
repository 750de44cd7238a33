import * as z from 'zod/mini';
import type { Candle, Observation } from '../../domain/observation.ts';
import type { BarInterval } from '../../domain/time.ts';
import { amount } from '../bounded.ts';
import { bar, candlesObservation, isConsistent } from '../candle-rows.ts';
import { decode, positive, rowsOf, text, timestamp, timestampSeconds } from '../fields.ts';
import { type FrameContext, parseFrame } from '../frames.ts';
import type { StreamChannel, VenueStream } from '../venue.ts';
import { VenueError } from '../venue-error.ts';
import { ID } from './endpoints.ts';
import { readTickers } from './market.ts';

const TICKERS = 'futures.tickers';
const CANDLES = 'futures.candlesticks';

/** `{"t": 1545129300, "o", "h", "l", "c", "v": "27525.5" contracts, "n": "5m_ETH_USDT"}` */
const candle = z.object({
  t: timestampSeconds,
  o: positive,
  h: positive,
  l: positive,
  c: positive,
  v: amount,
  n: text,
});

function toCandles(rows: readonly unknown[], context: FrameContext): Observation[] {
  const bySeries = new Map<string, Candle[]>();
  for (const row of decode(rowsOf(candle, 1_000), rows, ID, 'stream')) {
    const contracts = context.instruments.get(row.n.slice(row.n.indexOf('_') + 1))?.contractSize ?? 0;
    const one = bar(row.t, row.o, row.h, row.l, row.c, row.v * contracts);
    if (isConsistent(one)) bySeries.set(row.n, [...(bySeries.get(row.n) ?? []), one]);
  }
  return [...bySeries].flatMap(([name, bars]) => {
    const [interval = ''] = name.split('_', 1);
    const instrument = context.instruments.get(name.slice(interval.length + 1));
    if (instrument === undefined || (interval !== '5m' && interval !== '1h')) return [];
    return candlesObservation('perp', interval satisfies BarInterval, bars, instrument, context);
  });
}

/** `{"time", "time_ms": 1684930165934, "channel": "futures.tickers", "event": "update", "error": null, "result": […]}` */
const frameSchema = z.object({
  time_ms: z.optional(timestamp),
  channel: z.string(),
  event: z.optional(z.string()),
  error: z.nullish(z.object({ message: z.optional(z.string()) })),
  result: z.unknown(),
});
const frameRows = rowsOf(z.unknown(), 5_000);

function parse(frame: string, context: FrameContext): Observation[] {
  const { time_ms, channel, event, error, result } = decode(frameSchema, parseFrame(frame, ID), ID, 'stream');
  if (error != null) {
    const detail = error.message?.slice(0, 120) || 'subscription refused';
    throw new VenueError(ID, 'stream', { kind: 'venue-error', detail, until: null });
  }
  if (event !== 'update' || (channel !== TICKERS && channel !== CANDLES)) return [];
  const rows = decode(frameRows, result, ID, 'stream');
  const timed = { ...context, venueTime: time_ms ?? context.venueTime };
  return channel === TICKERS ? readTickers(rows, timed) : toCandles(rows, timed);
}

/** `time` is part of every request and only checked in signed ones [mem]. */
const subscribe = (channel: string, payload: readonly string[]) =>
  JSON.stringify({ time: 1, channel, event: 'subscribe', payload });

/**
 * Liquidations are asked for, not heard: whose side the socket's `size` shows is not documented.
 * The server pings by the protocol's own frames, which browsers answer.
 */
export const stream: VenueStream = {
  docs: 'https://www.gate.com/docs/developers/futures/ws/en/',
  channels: ['price', 'open-interest', 'candles'],
  url: () => 'wss://fx-ws.gateio.ws/v4/ws/usdt',
  subscribe(instruments, channels) {
    const symbols = instruments.map(({ venueSymbol }) => venueSymbol);
    const wants = (...some: StreamChannel[]) => some.some((one) => channels.includes(one));
    return [
      ...(wants('price', 'open-interest') ? [subscribe(TICKERS, symbols)] : []),
      ...(wants('candles') ? symbols.map((symbol) => subscribe(CANDLES, ['5m', symbol])) : []),
    ];
  },
  parse,
};
