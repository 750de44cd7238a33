import * as z from 'zod/mini';
import type { VenueId } from '../../domain/instrument.ts';
import type { Observation } from '../../domain/observation.ts';
import type { BarInterval } from '../../domain/time.ts';
import { positiveAmount } from '../bounded.ts';
import { candlesObservation, isConsistent } from '../candle-rows.ts';
import { decode, nonNegative, positive, rowsOf, text, timestamp } from '../fields.ts';
import { type FrameContext, parseFrame } from '../frames.ts';
import { stamp } from '../rows.ts';
import type { StreamChannel, VenueStream } from '../venue.ts';
import { VenueError } from '../venue-error.ts';
import { RESOLUTION } from './history.ts';
import { observeTicker, ticker } from './market.ts';

/** `agg2` gathers two seconds: faster values would only be thrown away. */
const CHANNELS: Readonly<Record<StreamChannel, (symbol: string) => string>> = {
  price: (symbol) => `ticker.${symbol}.agg2`,
  'open-interest': (symbol) => `ticker.${symbol}.agg2`,
  candles: (symbol) => `chart.trades.${symbol}.${RESOLUTION['5m']}`,
  liquidation: (symbol) => `trades.${symbol}.100ms`,
};

/** `{"jsonrpc": "2.0", "method": "subscription", "params": {"channel": "ticker.BTC-PERPETUAL.agg2", "data": …}}` */
const message = z.object({
  method: z.optional(z.string()),
  params: z.optional(z.object({ channel: z.optional(z.string()), data: z.optional(z.unknown()) })),
  error: z.optional(z.object({ message: z.optional(z.string()) })),
});

/** `{"tick": 1767200040000, "open", "high", "low", "close", "volume": coins, "cost": USD}` */
const bar = z.object({
  tick: timestamp,
  open: positive,
  high: positive,
  low: positive,
  close: positive,
  volume: nonNegative,
  cost: nonNegative,
});
const INTERVALS = new Map(Object.entries(RESOLUTION).map(([key, value]) => [value, key as BarInterval]));

/**
 * `{"instrument_name", "timestamp", "price", "amount": as open interest counts, "direction": the taker's,
 *   "liquidation": "M" the maker was liquidated, "T" the taker, "MT" both}`
 */
const trade = z.object({
  instrument_name: text,
  timestamp,
  price: positiveAmount,
  amount: positiveAmount,
  direction: z.enum(['buy', 'sell']),
  liquidation: z.optional(z.enum(['M', 'T', 'MT'])),
});

/** A liquidated taker who sells was long; the maker on the other side was short. */
function toLiquidations(data: unknown, venue: VenueId, context: FrameContext): Observation[] {
  return decode(rowsOf(trade, 1_000), data, venue, 'stream').flatMap((row) => {
    if (!context.instruments.has(row.instrument_name)) return [];
    const stamped = stamp(venue, row.instrument_name, context, row.timestamp);
    const taker = row.direction === 'sell' ? 'long' : 'short';
    const maker = row.direction === 'sell' ? 'short' : 'long';
    return [...(row.liquidation ?? '')].map((who) => ({
      kind: 'liquidation',
      ...stamped,
      liquidatedSide: who === 'T' ? taker : maker,
      price: row.price,
      size: row.amount,
    }));
  });
}

/** A socket of the gateway; a call without effect keeps it open and shows that it lives. */
export function streamAt(venue: VenueId, url: string): VenueStream {
  function read(channel: string, data: unknown, context: FrameContext): Observation[] {
    const [topic, second = '', third = '', resolution = ''] = channel.split('.');
    switch (topic) {
      case 'ticker': {
        const instrument = context.instruments.get(second);
        if (instrument === undefined) return [];
        const row = decode(ticker, data, venue, 'stream');
        return row.instrument_name === second ? observeTicker(row, instrument, context) : [];
      }
      case 'chart': {
        const instrument = context.instruments.get(third);
        const interval = INTERVALS.get(resolution);
        if (instrument === undefined || interval === undefined) return [];
        const { tick, cost, ...row } = decode(bar, data, venue, 'stream');
        const volume = instrument.kind === 'inverse' ? cost : row.volume;
        const candle = { ...row, openTime: tick, volume, takerBuyVolume: null };
        return candlesObservation('perp', interval, [candle].filter(isConsistent), instrument, context);
      }
      case 'trades':
        return toLiquidations(data, venue, context);
      default:
        return [];
    }
  }

  return {
    docs: 'https://docs.deribit.com/subscriptions',
    channels: ['price', 'open-interest', 'candles', 'liquidation'],
    url: () => url,
    subscribe(instruments, channels) {
      const names = instruments.flatMap(({ venueSymbol }) =>
        channels.map((one) => CHANNELS[one](venueSymbol)),
      );
      const params = { channels: [...new Set(names)] };
      return [JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'public/subscribe', params })];
    },
    ping: { everyMs: 15_000, frame: '{"jsonrpc":"2.0","id":2,"method":"public/test","params":{}}' },
    parse(frame, context) {
      const { method, params, error } = decode(message, parseFrame(frame, venue), venue, 'stream');
      if (error !== undefined) {
        const detail = (error.message ?? 'subscription refused').slice(0, 120);
        throw new VenueError(venue, 'stream', { kind: 'venue-error', detail, until: null });
      }
      if (method !== 'subscription' || params?.channel === undefined) return [];
      return read(params.channel, params.data, context);
    },
  };
}
