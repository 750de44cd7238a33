import * as z from 'zod/mini';
import type { Instrument } from '../../domain/instrument.ts';
import { amount } from '../bounded.ts';
import { decode, decodeEach, positive, rowsOf, text, timestamp } from '../fields.ts';
import { type FrameContext, parseFrame } from '../frames.ts';
import { stamp } from '../rows.ts';
import type { StreamChannel, VenueStream } from '../venue.ts';
import { VenueError } from '../venue-error.ts';
import { DOCS, familyOf, type Line } from './endpoints.ts';
import { type RowReader, readFunding, readIndexPrice, readMarkPrice, readOpenInterest } from './readers.ts';

const SOCKET = 'wss://ws.okx.com:8443/ws/v5/public';

/**
 * `{"instId": "DYDX-USDT-SWAP", "details": [{"posSide": "long", "side": "sell", "bkPx": "1.057", "sz": "768",
 *   "ts": "1723892524781", …}]}`: `bkPx` is the bankruptcy price, `sz` contracts, `side` the closing order.
 */
const liquidations = z.object({
  instId: text,
  details: rowsOf(
    z.object({
      posSide: z.string(),
      side: z.enum(['buy', 'sell']),
      bkPx: positive,
      sz: amount,
      ts: timestamp,
    }),
    500,
  ),
});

/** In net mode `posSide` is `net` or empty: an order that sells closed a long. */
function liquidatedSide({ posSide, side }: { posSide: string; side: 'buy' | 'sell' }): 'long' | 'short' {
  if (posSide === 'long' || posSide === 'short') return posSide;
  return side === 'sell' ? 'long' : 'short';
}

const readLiquidations: RowReader = (venue, rows, context) =>
  decodeEach(liquidations, rows, venue, 'stream').flatMap(({ instId, details }) => {
    const instrument = context.instruments.get(instId);
    if (instrument === undefined) return [];
    return details.map((detail) => ({
      kind: 'liquidation',
      ...stamp(venue, instId, context, detail.ts),
      liquidatedSide: liquidatedSide(detail),
      price: detail.bkPx,
      size: detail.sz * instrument.contractSize,
    }));
  });

const READERS: ReadonlyMap<string, RowReader> = new Map([
  ['mark-price', readMarkPrice],
  ['index-tickers', readIndexPrice],
  ['funding-rate', readFunding],
  ['open-interest', readOpenInterest],
  ['liquidation-orders', readLiquidations],
]);

type Subscription = Readonly<Record<'channel' | 'instId' | 'instType', string | undefined>>;

function subscriptions(instruments: readonly Instrument[], channel: StreamChannel): Subscription[] {
  const each = (name: string, instIdOf: (instrument: Instrument) => string) =>
    instruments.map((instrument) => ({ channel: name, instId: instIdOf(instrument), instType: undefined }));
  const bySymbol = (name: string) => each(name, ({ venueSymbol }) => venueSymbol);
  switch (channel) {
    case 'price':
      return [...bySymbol('mark-price'), ...each('index-tickers', familyOf), ...bySymbol('funding-rate')];
    case 'open-interest':
      return bySymbol('open-interest');
    case 'liquidation':
      return [{ channel: 'liquidation-orders', instId: undefined, instType: 'SWAP' }];
    case 'candles':
      return [];
  }
}

/** `{"event": "subscribe", …}` and the like; `{"arg": {"channel"}, "data": […]}` otherwise. */
const frameSchema = z.object({
  event: z.optional(z.string()),
  msg: z.optional(z.string()),
  arg: z.optional(z.object({ channel: z.string() })),
  data: z.optional(rowsOf(z.unknown(), 2_000)),
});

function parse({ id }: Line, frame: string, context: FrameContext) {
  if (frame === 'pong') return [];
  const { event, msg, arg, data } = decode(frameSchema, parseFrame(frame, id), id, 'stream');
  if (event === 'error') {
    throw new VenueError(id, 'stream', { kind: 'venue-error', detail: msg ?? 'error', until: null });
  }
  const read = arg === undefined ? undefined : READERS.get(arg.channel);
  return event !== undefined || read === undefined || data === undefined ? [] : read(id, data, context);
}

/**
 * Candles live on another socket (`/business`) and are polled instead. `liquidation-orders` is for all
 * swaps at once and shows at most one order a contract a second [mem], so it undercounts cascades.
 */
export const okxStream = (line: Line): VenueStream => ({
  docs: `${DOCS}#overview-websocket`,
  channels: ['price', 'liquidation', 'open-interest'],
  url: () => SOCKET,
  subscribe(instruments, channels) {
    const args = channels.flatMap((channel) => subscriptions(instruments, channel));
    return args.length === 0 ? [] : [JSON.stringify({ op: 'subscribe', args })];
  },
  /** The venue hangs up after 30 s of silence. */
  ping: { everyMs: 20_000, frame: 'ping' },
  parse: (frame, context) => parse(line, frame, context),
});
