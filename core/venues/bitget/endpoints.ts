import * as z from 'zod/mini';
import type { BarInterval } from '../../domain/time.ts';
import { endpointsFor } from '../endpoint.ts';
import { rowsOf } from '../fields.ts';
import { type Parameters, queryString } from '../query-string.ts';
import type { Query } from '../venue.ts';
import { bitgetFault } from './fault.ts';

export const ID = 'bitget';
export const ORIGIN = 'https://api.bitget.com';
export const DOCS = 'https://www.bitget.com/api-doc';
export const PRODUCT = 'USDT-FUTURES';

export const { forVenue, forInstrument } = endpointsFor(ID, bitgetFault);

/** Market data of the USDT contracts. */
export function mixUrl(path: string, parameters: Parameters): string {
  return `${ORIGIN}/api/v2/mix/market/${path}${queryString({ ...parameters, productType: PRODUCT })}`;
}

export function spotUrl(path: string, parameters: Parameters): string {
  return `${ORIGIN}/api/v2/spot/market/${path}${queryString(parameters)}`;
}

/** `{"code": "00000", "msg": "success", "requestTime": 1695794269124, "data": …}` around every answer. */
export function envelope<T extends z.ZodMiniType>(data: T) {
  return z.object({ data });
}

/** As above with rows of one form inside. */
export function listOf<T extends z.ZodMiniType>(row: T, max: number) {
  return envelope(rowsOf(row, max));
}

export const openList = listOf(z.unknown(), 5_000);

export const intervalOf = (query: Query): BarInterval => query.interval ?? '5m';
