import * as z from 'zod/mini';
import type { Observation } from '../../domain/observation.ts';
import { amount } from '../bounded.ts';
import { bar, candlesObservation, isConsistent } from '../candle-rows.ts';
import { decode, positive, text, timestamp, timestampSeconds } from '../fields.ts';
import { type FrameContext, parseFrame } from '../frames.ts';
import type { StreamChannel, VenueStream } from '../venue.ts';
import { VenueError } from '../venue-error.ts';
import { BAR, ID } from './endpoints.ts';
import { readTickers } from './market.ts';

/** `{"symbol", "interval": "Min5", "t": 1587448800 s, "o", "c", "h", "l", "q": contracts, "a": amount}` */
const klineRow = z.object({
  symbol: text,
  interval: z.string(),
  t: timestampSeconds,
  o: positive,
  h: positive,
  l: positive,
  c: positive,
  q: amount,
});

function toCandles(data: unknown, context: FrameContext): Observation[] {
  const { symbol, interval, t, o, h, l, c, q } = decode(klineRow, data, ID, 'stream');
  const instrument = context.instruments.get(symbol);
  if (instrument === undefined || interval !== BAR['5m']) return [];
  const bars = [bar(t, o, h, l, c, q * instrument.contractSize)].filter(isConsistent);
  return candlesObservation('perp', '5m', bars, instrument, context);
}

/** `{"channel": "push.ticker", "data": {…}, "symbol": "BTC_USDT", "ts": 1587442022003}` */
const frameSchema = z.object({ channel: z.string(), data: z.unknown(), ts: z.optional(timestamp) });

function parse(frame: string, context: FrameContext): Observation[] {
  const { channel, data, ts } = decode(frameSchema, parseFrame(frame, ID), ID, 'stream');
  const timed = { ...context, venueTime: ts ?? context.venueTime };
  switch (channel) {
    case 'push.ticker':
      return readTickers([data], timed);
    case 'push.kline':
      return toCandles(data, timed);
    case 'rs.error': {
      const detail = typeof data === 'string' ? data.slice(0, 120) || 'error' : 'subscription refused';
      throw new VenueError(ID, 'stream', { kind: 'venue-error', detail, until: null });
    }
    default:
      return [];
  }
}

const ask = (method: string, param: object) => JSON.stringify({ method, param });

export const stream: VenueStream = {
  docs: 'https://www.mexc.com/api-docs/futures/websocket-api',
  channels: ['price', 'open-interest', 'candles'],
  url: () => 'wss://contract.mexc.com/edge',
  subscribe(instruments, channels) {
    const wants = (...some: StreamChannel[]) => some.some((one) => channels.includes(one));
    return instruments.flatMap(({ venueSymbol: symbol }) => [
      ...(wants('price', 'open-interest') ? [ask('sub.ticker', { symbol })] : []),
      ...(wants('candles') ? [ask('sub.kline', { symbol, interval: BAR['5m'] })] : []),
    ]);
  },
  /** The venue hangs up after a minute without one. */
  ping: { everyMs: 15_000, frame: '{"method":"ping"}' },
  parse,
};
