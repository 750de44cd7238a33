import * as z from 'zod/mini';
import type { Observation } from '../../domain/observation.ts';
import { candlesObservation, isConsistent } from '../candle-rows.ts';
import { bodyField, bodyText } from '../faults.ts';
import {
  decode,
  nonNegative,
  optionalDecimal,
  optionalNonNegative,
  optionalPositive,
  optionalTimestamp,
  positive,
  text,
  timestamp,
} from '../fields.ts';
import { type FrameContext, parseFrame } from '../frames.ts';
import { stamp } from '../rows.ts';
import type { StreamChannel, VenueStream } from '../venue.ts';
import { VenueError } from '../venue-error.ts';
import { ID } from './endpoints.ts';

/** Market data has its own path since 2026-04-23; the unrouted one no longer carries it. */
const ORIGIN = 'wss://fstream.binance.com';
const DOCS = 'https://developers.binance.com/docs/derivatives/usds-margined-futures/websocket-market-streams';

const STREAMS: Partial<Record<StreamChannel, string>> = {
  price: '@markPrice@1s',
  candles: '@kline_5m',
  liquidation: '@forceOrder',
};

/** `{"e": "markPriceUpdate", "E", "s": "BTCUSDT", "p": mark, "i": index, "r": funding rate, "T": next funding}` */
const markPrice = z.object({
  E: timestamp,
  s: text,
  p: positive,
  i: optionalPositive,
  r: optionalDecimal,
  T: optionalTimestamp,
});

function toPrice(data: unknown, context: FrameContext): Observation[] {
  const { E, s, p, i, r, T } = decode(markPrice, data, ID, 'stream');
  if (!context.instruments.has(s)) return [];
  const stamped = stamp(ID, s, context, E);
  const price: Observation = { kind: 'price', ...stamped, markPrice: p, indexPrice: i };
  if (r === null || T === null) return [price];
  const terms = { fundingIntervalHours: null, nextFundingTime: T, anchorRate: null, capRate: null };
  return [price, { kind: 'funding', ...stamped, fundingRate: r, ...terms }];
}

/** `{"e": "kline", "E", "s", "k": {"t": open time, "i": "5m", "o", "c", "h", "l", "v": base, "V": taker buy base}}` */
const kline = z.object({
  E: timestamp,
  s: text,
  k: z.object({
    t: timestamp,
    i: text,
    o: positive,
    h: positive,
    l: positive,
    c: positive,
    v: nonNegative,
    V: optionalNonNegative,
  }),
});

function toCandles(data: unknown, context: FrameContext): Observation[] {
  const { E, s, k } = decode(kline, data, ID, 'stream');
  const instrument = context.instruments.get(s);
  if (instrument === undefined || (k.i !== '5m' && k.i !== '1h')) return [];
  const row = { openTime: k.t, open: k.o, high: k.h, low: k.l, close: k.c, volume: k.v, takerBuyVolume: k.V };
  return isConsistent(row) ? candlesObservation('perp', k.i, [row], instrument, context, E) : [];
}

/**
 * `{"e": "forceOrder", "E", "o": {"s": "BTCUSDT", "S": "SELL", "q": ordered, "z": filled, "p": limit, "ap": average, "T"}}`.
 * `S` is the side of the closing order: a SELL closes a long. Only the latest one per symbol and second is sent.
 */
const forceOrder = z.object({
  o: z.object({
    s: text,
    S: z.enum(['BUY', 'SELL']),
    q: positive,
    z: optionalNonNegative,
    p: positive,
    ap: optionalNonNegative,
    T: timestamp,
  }),
});

function toLiquidation(data: unknown, context: FrameContext): Observation[] {
  const { o } = decode(forceOrder, data, ID, 'stream');
  if (!context.instruments.has(o.s)) return [];
  return [
    {
      kind: 'liquidation',
      ...stamp(ID, o.s, context, o.T),
      liquidatedSide: o.S === 'SELL' ? 'long' : 'short',
      price: o.ap || o.p,
      size: o.z || o.q,
    },
  ];
}

const READERS: ReadonlyMap<unknown, (data: unknown, context: FrameContext) => Observation[]> = new Map([
  ['markPriceUpdate', toPrice],
  ['kline', toCandles],
  ['forceOrder', toLiquidation],
]);

/** `st` 2 marks a COIN-M event on the shared streams; absent or 1 is ours. */
const COIN_M = 2;

export const stream: VenueStream = {
  docs: DOCS,
  channels: ['price', 'candles', 'liquidation'],
  url(instruments, channels) {
    const names = instruments.flatMap(({ venueSymbol }) =>
      channels
        .map((channel) => STREAMS[channel])
        .filter((suffix) => suffix !== undefined)
        .map((suffix) => encodeURIComponent(venueSymbol.toLowerCase()) + suffix),
    );
    return `${ORIGIN}/market/stream?streams=${names.join('/')}`;
  },
  subscribe: () => [],
  parse(frame, context) {
    const message = parseFrame(frame, ID);
    const refusal = bodyField(message, 'error');
    if (refusal !== undefined) {
      const detail = bodyText(refusal).slice(0, 120) || 'subscription refused';
      throw new VenueError(ID, 'stream', { kind: 'venue-error', detail, until: null });
    }
    const data = bodyField(message, 'data') ?? message;
    if (bodyField(data, 'st') === COIN_M) return [];
    return READERS.get(bodyField(data, 'e'))?.(data, context) ?? [];
  },
};
