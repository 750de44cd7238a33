import * as z from 'zod/mini';
import type { Instrument, VenueId } from '../../domain/instrument.ts';
import type { BarInterval } from '../../domain/time.ts';
import { endpointsFor } from '../endpoint.ts';
import { rowsOf, text, timestamp } from '../fields.ts';
import { type Parameters, queryString } from '../query-string.ts';
import type { Query } from '../venue.ts';
import { bybitFault } from './fault.ts';

export const ORIGIN = 'https://api.bybit.com';
export const DOCS = 'https://bybit-exchange.github.io/docs/v5/market';

/** One of the venue's product lines: the same endpoints, told apart by `category`. */
export interface Line extends ReturnType<typeof endpointsFor> {
  readonly id: VenueId;
  readonly category: Instrument['kind'];
}

export function lineOf(id: VenueId, category: Line['category']): Line {
  return { id, category, ...endpointsFor(id, bybitFault) };
}

/** The coin's own spot market: trades it singly, so `1000PEPE` perps are set against `PEPE`. */
export function spotSymbol({ asset, quote, kind }: Instrument): string {
  return `${asset}${kind === 'inverse' ? 'USDT' : quote}`;
}

export function marketUrl(path: string, parameters: Parameters): string {
  return `${ORIGIN}/v5/market/${path}${queryString(parameters)}`;
}

/** `{"retCode": 0, "retMsg": "OK", "result": …, "time": 1672053548579}` around every answer. */
export function envelope<T extends z.ZodMiniType>(result: T) {
  return z.object({ result, time: timestamp });
}

/** As above with `{"symbol": "BTCUSDT", "list": […]}` inside. */
export function listOf<T extends z.ZodMiniType>(row: T, max: number) {
  return envelope(z.object({ symbol: z.optional(text), list: rowsOf(row, max) }));
}

export const intervalOf = (query: Query): BarInterval => query.interval ?? '5m';

/** How candle endpoints spell a bar. */
export const BAR: Readonly<Record<BarInterval, string>> = { '5m': '5', '1h': '60' };
/** How statistics endpoints spell it. */
export const PERIOD: Readonly<Record<BarInterval, string>> = { '5m': '5min', '1h': '1h' };
