import * as z from 'zod/mini';
import type { Observation } from '../../domain/observation.ts';
import { amount, optionalAmount, positiveAmount } from '../bounded.ts';
import { decode, optionalDecimal, optionalPositive, optionalTimestamp, timestamp } from '../fields.ts';
import { type FrameContext, parseFrame } from '../frames.ts';
import { stamp } from '../rows.ts';
import type { StreamChannel, VenueStream } from '../venue.ts';
import { VenueError } from '../venue-error.ts';
import { DOCS, ID } from './endpoints.ts';
import { observeFigures } from './market.ts';

const FEEDS: Readonly<Partial<Record<StreamChannel, string>>> = {
  price: 'ticker',
  'open-interest': 'ticker',
  liquidation: 'trade',
};

const head = z.object({
  event: z.optional(z.string()),
  feed: z.optional(z.string()),
  product_id: z.optional(z.string()),
  message: z.optional(z.string()),
});

/**
 * `{"feed": "ticker", "product_id": "PI_XBTUSD", "time", "markPrice", "index", "openInterest", "volume",
 *   "volumeQuote", "relative_funding_rate": of an hour, "funding_rate": absolute, …}`
 */
const ticker = z.object({
  time: timestamp,
  markPrice: positiveAmount,
  index: optionalPositive,
  openInterest: amount,
  relative_funding_rate: optionalDecimal,
  next_funding_rate_time: optionalTimestamp,
  volume: optionalAmount,
  volumeQuote: optionalAmount,
});

/** `{"feed": "trade", "product_id", "side": "sell", "type": "liquidation", "time", "qty": as open interest, "price"}` */
const trade = z.object({
  time: timestamp,
  side: z.enum(['buy', 'sell']),
  type: z.string(),
  qty: positiveAmount,
  price: positiveAmount,
});

function read(feed: string, symbol: string, message: unknown, context: FrameContext): Observation[] {
  const instrument = context.instruments.get(symbol);
  if (instrument === undefined) return [];
  if (feed === 'ticker') {
    const row = decode(ticker, message, ID, 'stream');
    const figures = {
      time: row.time,
      markPrice: row.markPrice,
      indexPrice: row.index,
      openInterest: row.openInterest,
      hourlyRate: row.relative_funding_rate,
      nextFundingTime: row.next_funding_rate_time,
      volume24h: row.volume,
      quoteVolume24h: row.volumeQuote,
    };
    return observeFigures(figures, instrument, context);
  }
  if (feed !== 'trade') return [];
  const row = decode(trade, message, ID, 'stream');
  if (row.type !== 'liquidation') return [];
  return [
    {
      kind: 'liquidation',
      ...stamp(ID, symbol, context, row.time),
      liquidatedSide: row.side === 'sell' ? 'long' : 'short',
      price: row.price,
      size: row.qty * instrument.contractSize,
    },
  ];
}

const SUBSCRIBED_TO_HEARTBEAT = '{"event":"subscribe","feed":"heartbeat"}';

/** The venue hangs up on who is silent for a minute, so the heartbeat is subscribed to again and again. */
export const krakenStream: VenueStream = {
  docs: `${DOCS}/websocket/ticker`,
  channels: ['price', 'open-interest', 'liquidation'],
  url: () => 'wss://futures.kraken.com/ws/v1',
  subscribe(instruments, channels) {
    const feeds = new Set(channels.map((channel) => FEEDS[channel]).filter((feed) => feed !== undefined));
    const product_ids = instruments.map(({ venueSymbol }) => venueSymbol);
    return [...feeds].map((feed) => JSON.stringify({ event: 'subscribe', feed, product_ids }));
  },
  ping: { everyMs: 30_000, frame: SUBSCRIBED_TO_HEARTBEAT },
  parse(frame, context) {
    const message = parseFrame(frame, ID);
    const { event, feed, product_id, message: words } = decode(head, message, ID, 'stream');
    if (event === 'error') {
      const detail = (words ?? 'subscription refused').slice(0, 120);
      throw new VenueError(ID, 'stream', { kind: 'venue-error', detail, until: null });
    }
    if (event !== undefined || feed === undefined || product_id === undefined) return [];
    return read(feed, product_id, message, context);
  },
};
