import * as z from 'zod/mini';
import type { Instrument } from '../../domain/instrument.ts';
import type { BarInterval } from '../../domain/time.ts';
import { endpointsFor } from '../endpoint.ts';
import { type Parameters, queryString } from '../query-string.ts';
import type { Query } from '../venue.ts';
import { mexcFault } from './fault.ts';

export const ID = 'mexc';
export const ORIGIN = 'https://api.mexc.com';
export const DOCS = 'https://www.mexc.com/api-docs/futures/market-endpoints';
export const SPOT_DOCS = 'https://www.mexc.com/api-docs/spot-v3/market-data-endpoints';

export const { forVenue, forInstrument } = endpointsFor(ID, mexcFault);

export function contractUrl(path: string, parameters: Parameters = {}): string {
  return `${ORIGIN}/api/v1/contract/${path}${queryString(parameters)}`;
}

export function spotUrl(path: string, parameters: Parameters): string {
  return `${ORIGIN}/api/v3/${path}${queryString(parameters)}`;
}

/** `{"success": true, "code": 0, "data": …}` around every answer about contracts. */
export function envelope<T extends z.ZodMiniType>(data: T) {
  return z.object({ data });
}

export const symbolPath = ({ venueSymbol }: Instrument) => encodeURIComponent(venueSymbol);

/** Spot trades the coin singly, against USDT where an inverse contract says USD. */
export function spotSymbol({ asset, quote }: Instrument): string {
  return `${asset}${quote === 'USD' ? 'USDT' : quote}`;
}

export const intervalOf = (query: Query): BarInterval => query.interval ?? '5m';
export const BAR: Readonly<Record<BarInterval, string>> = { '5m': 'Min5', '1h': 'Min60' };
export const SPOT_BAR: Readonly<Record<BarInterval, string>> = { '5m': '5m', '1h': '60m' };
