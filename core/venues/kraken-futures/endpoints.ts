import * as z from 'zod/mini';
import type { Instrument } from '../../domain/instrument.ts';
import type { BarInterval, Ms } from '../../domain/time.ts';
import { endpointsFor } from '../endpoint.ts';
import { isoTimestamp } from '../fields.ts';
import { type Parameters, queryString } from '../query-string.ts';
import type { Query } from '../venue.ts';
import { krakenFault } from './fault.ts';

export const ID = 'kraken-futures';
export const HOST = 'futures.kraken.com';
export const SPOT_HOST = 'api.kraken.com';
export const DOCS = 'https://docs.kraken.com/api/docs/futures-api';
export const SPOT_DOCS = 'https://docs.kraken.com/api/docs/rest-api';

export const { forVenue, forInstrument } = endpointsFor(ID, krakenFault);

export const intervalOf = (query: Query): BarInterval => query.interval ?? '5m';
export const inSeconds = (time: Ms | undefined) =>
  time === undefined ? undefined : Math.floor(time / 1_000);

export function derivativesUrl(path: string, parameters: Parameters = {}): string {
  return `https://${HOST}/derivatives/api/v3/${path}${queryString(parameters)}`;
}

export function chartsUrl(path: string, parameters: Parameters): string {
  return `https://${HOST}/api/charts/v1/${path}${queryString(parameters)}`;
}

export function spotUrl(path: string, parameters: Parameters): string {
  return `https://${SPOT_HOST}/0/public/${path}${queryString(parameters)}`;
}

/** `{"result": "success", "serverTime": "2026-09-02T17:52:21.671Z", …}` around answers of the trading API. */
export function envelope<T extends z.core.$ZodLooseShape>(shape: T) {
  return z.object({ serverTime: z.union([z.undefined(), isoTimestamp]), ...shape });
}

/** The contract counts dollars, not coins: `PI_XBTUSD` beside `PF_XBTUSD`. */
export const isInverse = ({ kind }: Pick<Instrument, 'kind'>) => kind === 'inverse';
