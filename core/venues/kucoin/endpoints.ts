import * as z from 'zod/mini';
import type { Instrument } from '../../domain/instrument.ts';
import type { BarInterval, Ms } from '../../domain/time.ts';
import { endpointsFor } from '../endpoint.ts';
import { rowsOf } from '../fields.ts';
import { type Parameters, queryString } from '../query-string.ts';
import { rowLimit } from '../rows.ts';
import type { Query } from '../venue.ts';
import { kucoinFault } from './fault.ts';

export const ID = 'kucoin';
export const FUTURES = 'https://api-futures.kucoin.com';
/** Spot, and the unified market data with the open interest of futures. */
export const UNIFIED = 'https://api.kucoin.com';
export const DOCS = 'https://www.kucoin.com/docs-new/rest';

export const { forVenue, forInstrument } = endpointsFor(ID, kucoinFault);

export function futuresUrl(path: string, parameters: Parameters = {}): string {
  return `${FUTURES}/api/v1/${path}${queryString(parameters)}`;
}

export function unifiedUrl(path: string, parameters: Parameters): string {
  return `${UNIFIED}/api/${path}${queryString(parameters)}`;
}

/** `{"code": "200000", "data": …}` around every answer. */
export function envelope<T extends z.ZodMiniType>(data: T) {
  return z.object({ data });
}

export function listOf<T extends z.ZodMiniType>(row: T, max: number) {
  return envelope(rowsOf(row, max));
}

export const intervalOf = (query: Query): BarInterval => query.interval ?? '5m';

export const PERIOD: Readonly<Record<BarInterval, string>> = { '5m': '5min', '1h': '1hour' };

/** Both ends of what is asked for: none of the histories takes a number of rows instead. */
export function bothEnds({ since, until, ...query }: Query, stepMs: Ms, maxRows: number) {
  const rows = rowLimit(query, maxRows);
  return {
    start: since ?? (until === undefined ? undefined : until - (rows - 1) * stepMs),
    end: until ?? (since === undefined ? undefined : since + rows * stepMs),
  };
}

export const seconds = (time: Ms | undefined) => (time === undefined ? undefined : Math.floor(time / 1_000));

/** Spot trades the coin singly, calls BTC by its name, and against USDT where an inverse contract says USD. */
export function spotPair({ asset, quote }: Pick<Instrument, 'asset' | 'quote'>): string {
  return `${asset}-${quote === 'USD' ? 'USDT' : quote}`;
}
