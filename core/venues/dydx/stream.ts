import * as z from 'zod/mini';
import type { Observation } from '../../domain/observation.ts';
import type { BarInterval } from '../../domain/time.ts';
import { positiveAmount } from '../bounded.ts';
import { candlesObservation, isConsistent } from '../candle-rows.ts';
import { decode, isoTimestamp, positive, rowsOf } from '../fields.ts';
import { type FrameContext, parseFrame } from '../frames.ts';
import { stamp } from '../rows.ts';
import type { VenueStream } from '../venue.ts';
import { VenueError } from '../venue-error.ts';
import { DOCS, ID, RESOLUTION, SOCKET } from './endpoints.ts';
import { candleRow, toCandle } from './history.ts';

const MAX_ROWS = 1_000;
const INTERVALS = new Map(Object.entries(RESOLUTION).map(([key, value]) => [value, key as BarInterval]));

/** `{"type": "channel_data", "channel": "v4_candles", "id": "BTC-USD/5MINS", "contents": {…}}`; the first is `subscribed`. */
const message = z.object({
  type: z.string(),
  channel: z.optional(z.string()),
  id: z.optional(z.string()),
  message: z.optional(z.string()),
  contents: z.optional(z.unknown()),
});

const candleContents = z.union([z.object({ candles: rowsOf(candleRow, MAX_ROWS) }), candleRow]);

function toCandles(contents: unknown, context: FrameContext): Observation[] {
  const read = decode(candleContents, contents, ID, 'stream');
  const rows = 'candles' in read ? read.candles : [read];
  const first = rows[0];
  const instrument = context.instruments.get(first?.ticker ?? '');
  const interval = INTERVALS.get(first?.resolution ?? '');
  if (instrument === undefined || interval === undefined) return [];
  const bars = rows
    .filter((row) => row.ticker === first?.ticker && row.resolution === first.resolution)
    .map(toCandle)
    .filter(isConsistent);
  return candlesObservation('perp', interval, bars, instrument, context);
}

/** `{"id", "side": "SELL", "size": coins, "price", "type": "LIQUIDATED", "createdAt"}`; the taker's side. */
const trade = z.object({
  side: z.enum(['BUY', 'SELL']),
  size: positiveAmount,
  price: positive,
  type: z.string(),
  createdAt: isoTimestamp,
});
const tradeContents = z.object({ trades: rowsOf(trade, MAX_ROWS) });

/** The liquidation order takes: one that sells closes a long. */
function toLiquidations(contents: unknown, ticker: string, context: FrameContext): Observation[] {
  if (!context.instruments.has(ticker)) return [];
  return decode(tradeContents, contents, ID, 'stream')
    .trades.filter(({ type }) => type === 'LIQUIDATED')
    .map((row) => ({
      kind: 'liquidation',
      ...stamp(ID, ticker, context, row.createdAt),
      liquidatedSide: row.side === 'SELL' ? 'long' : 'short',
      price: row.price,
      size: row.size,
    }));
}

const subscribe = (channel: string, id?: string) => JSON.stringify({ type: 'subscribe', channel, id });

/**
 * Prices and open interest are polled: `v4_markets` sends those of every market. The venue answers no ping of
 * ours, so the height of each block shows that a quiet market's socket still lives.
 */
export const dydxStream: VenueStream = {
  docs: `${DOCS}/websockets`,
  channels: ['candles', 'liquidation'],
  url: () => SOCKET,
  subscribe: (instruments, channels) => [
    ...instruments.flatMap(({ venueSymbol }) =>
      channels.map((channel) =>
        channel === 'candles'
          ? subscribe('v4_candles', `${venueSymbol}/${RESOLUTION['5m']}`)
          : subscribe('v4_trades', venueSymbol),
      ),
    ),
    subscribe('v4_block_height'),
  ],
  parse(frame, context) {
    const {
      type,
      channel,
      id,
      message: words,
      contents,
    } = decode(message, parseFrame(frame, ID), ID, 'stream');
    if (type === 'error') {
      const detail = (words ?? 'subscription refused').slice(0, 120);
      throw new VenueError(ID, 'stream', { kind: 'venue-error', detail, until: null });
    }
    if (channel === 'v4_candles') return toCandles(contents, context);
    // The first message of a channel repeats old trades.
    if (channel === 'v4_trades' && type === 'channel_data')
      return toLiquidations(contents, id ?? '', context);
    return [];
  },
};
