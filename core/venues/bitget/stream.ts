import * as z from 'zod/mini';
import type { Instrument } from '../../domain/instrument.ts';
import type { Observation } from '../../domain/observation.ts';
import { optionalAmount } from '../bounded.ts';
import { bar, candlesObservation, isConsistent } from '../candle-rows.ts';
import {
  decode,
  nonNegative,
  optionalDecimal,
  optionalPositive,
  optionalTimestamp,
  positive,
  rowsOf,
  timestamp,
} from '../fields.ts';
import { type FrameContext, parseFrame } from '../frames.ts';
import { stamp } from '../rows.ts';
import type { StreamChannel, VenueStream } from '../venue.ts';
import { VenueError } from '../venue-error.ts';
import { DOCS, ID } from './endpoints.ts';
import { readLiquidations } from './market.ts';

/**
 * `{"markPrice": "76631.3", "indexPrice", "fundingRate": "-0.00003", "nextFundingTime": "1777363200000",
 *   "openInterest": "29539.38" coins, "turnover24h": "2914473798.9", …}`, the symbol in the frame around it
 */
const tickerRow = z.object({
  markPrice: optionalPositive,
  indexPrice: optionalPositive,
  fundingRate: optionalDecimal,
  nextFundingTime: optionalTimestamp,
  openInterest: optionalAmount,
  turnover24h: optionalAmount,
});

function fromTicker(row: z.output<typeof tickerRow>, instrument: Instrument, context: FrameContext) {
  const stamped = stamp(ID, instrument.venueSymbol, context);
  const { markPrice, indexPrice, fundingRate, nextFundingTime, openInterest, turnover24h } = row;
  const observations: Observation[] = [];
  if (markPrice !== null) observations.push({ kind: 'price', ...stamped, markPrice, indexPrice });
  if (fundingRate !== null && nextFundingTime !== null) {
    const unsaid = { fundingIntervalHours: null, anchorRate: null, capRate: null };
    observations.push({ kind: 'funding', ...stamped, fundingRate, nextFundingTime, ...unsaid });
  }
  if (openInterest !== null) {
    observations.push({ kind: 'open-interest', ...stamped, openInterest, openInterestValue: null });
  }
  if (turnover24h !== null) {
    observations.push({ kind: 'volume', ...stamped, market: 'perp', quoteVolume24h: turnover24h });
  }
  return observations;
}

/** `{"start": "1755564480000", "open", "high", "low", "close", "volume": coins, "turnover"}` */
const klineRow = z.object({
  start: timestamp,
  open: positive,
  high: positive,
  low: positive,
  close: positive,
  volume: nonNegative,
});

/** `{"action": "snapshot", "arg": {"instType": "usdt-futures", "topic": "ticker", "symbol": "BTCUSDT"}, "data": […], "ts"}` */
const frameSchema = z.object({
  event: z.optional(z.string()),
  msg: z.optional(z.string()),
  arg: z.optional(
    z.object({
      topic: z.optional(z.string()),
      symbol: z.optional(z.string()),
      interval: z.optional(z.string()),
    }),
  ),
  ts: optionalTimestamp,
  data: z.optional(rowsOf(z.unknown(), 2_000)),
});

function parse(frame: string, context: FrameContext): Observation[] {
  if (frame === 'pong') return [];
  const { event, msg, arg, ts, data } = decode(frameSchema, parseFrame(frame, ID), ID, 'stream');
  if (event === 'error') {
    throw new VenueError(ID, 'stream', { kind: 'venue-error', detail: msg || 'error', until: null });
  }
  if (data === undefined || arg === undefined) return [];
  const timed = { ...context, venueTime: ts ?? context.venueTime };
  if (arg.topic === 'liquidation') return readLiquidations(data, timed);
  const instrument = context.instruments.get(arg.symbol ?? '');
  if (instrument === undefined) return [];
  if (arg.topic === 'ticker') {
    return decode(rowsOf(tickerRow, 100), data, ID, 'stream').flatMap((row) =>
      fromTicker(row, instrument, timed),
    );
  }
  if (arg.topic !== 'kline' || arg.interval !== '5m') return [];
  const bars = decode(rowsOf(klineRow, 2_000), data, ID, 'stream')
    .map((row) => bar(row.start, row.open, row.high, row.low, row.close, row.volume))
    .filter(isConsistent);
  return candlesObservation('perp', '5m', bars, instrument, timed);
}

const instType = 'usdt-futures';

function topics({ venueSymbol: symbol }: Instrument, channels: readonly StreamChannel[]) {
  const wants = (...some: StreamChannel[]) => some.some((one) => channels.includes(one));
  return [
    ...(wants('price', 'open-interest') ? [{ instType, topic: 'ticker', symbol }] : []),
    ...(wants('candles') ? [{ instType, topic: 'kline', symbol, interval: '5m' }] : []),
  ];
}

/** The third version's socket: the one with liquidations, which come for every contract at once. */
export const stream: VenueStream = {
  docs: `${DOCS}/uta/websocket/public/Tickers-Channel`,
  channels: ['price', 'open-interest', 'candles', 'liquidation'],
  url: () => 'wss://ws.bitget.com/v3/ws/public',
  subscribe(instruments, channels) {
    const args = [
      ...instruments.flatMap((instrument) => topics(instrument, channels)),
      ...(channels.includes('liquidation') ? [{ instType, topic: 'liquidation' }] : []),
    ];
    return args.length === 0 ? [] : [JSON.stringify({ op: 'subscribe', args })];
  },
  /** The venue hangs up after 2 minutes without one. */
  ping: { everyMs: 30_000, frame: 'ping' },
  parse,
};
