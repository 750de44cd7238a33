import * as z from 'zod/mini';
import type { Instrument } from '../../domain/instrument.ts';
import type { Observation } from '../../domain/observation.ts';
import { candlesObservation, isConsistent } from '../candle-rows.ts';
import { decode, text } from '../fields.ts';
import { type FrameContext, parseFrame } from '../frames.ts';
import type { StreamChannel, VenueStream } from '../venue.ts';
import { VenueError } from '../venue-error.ts';
import { DOCS, type Line } from './endpoints.ts';
import { candleRow, toCandle } from './history.ts';
import { assetContext, observeContext } from './market.ts';

const SOCKET = 'wss://api.hyperliquid.xyz/ws';

function subscriptions({ venueSymbol: coin }: Instrument, channels: readonly StreamChannel[]): unknown[] {
  const context = { type: 'activeAssetCtx', coin };
  const candles = { type: 'candle', coin, interval: '5m' };
  return [
    ...(channels.includes('price') || channels.includes('open-interest') ? [context] : []),
    ...(channels.includes('candles') ? [candles] : []),
  ];
}

/** `{"channel": "activeAssetCtx", "data": {"coin": "MOODENG", "ctx": {…}}}` */
const contextFrame = z.object({ coin: text, ctx: assetContext });

function parse({ id }: Line, frame: string, context: FrameContext): Observation[] {
  const { channel, data } = decode(
    z.object({ channel: z.string(), data: z.optional(z.unknown()) }),
    parseFrame(frame, id),
    id,
    'stream',
  );
  switch (channel) {
    case 'activeAssetCtx': {
      const { coin, ctx } = decode(contextFrame, data, id, 'stream');
      const instrument = context.instruments.get(coin);
      return instrument === undefined ? [] : observeContext(ctx, instrument, context);
    }
    case 'candle': {
      const row = decode(candleRow, data, id, 'stream');
      const instrument = context.instruments.get(row.s);
      if (instrument === undefined || (row.i !== '5m' && row.i !== '1h')) return [];
      return candlesObservation('perp', row.i, [toCandle(row)].filter(isConsistent), instrument, context);
    }
    case 'error':
      throw new VenueError(id, 'stream', { kind: 'venue-error', detail: String(data), until: null });
    default:
      return [];
  }
}

/** No liquidation channel: the venue shows them only in the fills of the account that takes them over. */
export const hyperliquidStream = (line: Line): VenueStream => ({
  docs: `${DOCS}/websocket/subscriptions`,
  channels: ['price', 'open-interest', 'candles'],
  url: () => SOCKET,
  subscribe: (instruments, channels) =>
    instruments
      .flatMap((instrument) => subscriptions(instrument, channels))
      .map((subscription) => JSON.stringify({ method: 'subscribe', subscription })),
  /** The venue hangs up after 60 s without a message. */
  ping: { everyMs: 50_000, frame: '{"method":"ping"}' },
  parse: (frame, context) => parse(line, frame, context),
});
