import * as z from 'zod/mini';
import { endpointsFor } from '../endpoint.ts';
import { optionalTimestamp, rowsOf } from '../fields.ts';
import { type Parameters, queryString } from '../query-string.ts';
import { bingxFault } from './fault.ts';

export const ID = 'bingx';
export const HOST = 'open-api.bingx.com';
export const DOCS = 'https://bingx-api.github.io/docs-v3/';

export const { forVenue, forInstrument } = endpointsFor(ID, bingxFault);

export function bingxUrl(path: string, parameters: Parameters = {}): string {
  return `https://${HOST}/openApi/${path}${queryString(parameters)}`;
}

/** `{"code": 0, "msg": "", "timestamp": 1720074487610, "data": …}`; not every answer says when. */
export function envelope<T extends z.ZodMiniType>(data: T) {
  return z.object({ data, timestamp: optionalTimestamp });
}

/** One row, or a list of them: whether a symbol was given decides which, and not everywhere. */
export function rowsIn<T extends z.ZodMiniType>(row: T, max: number) {
  return z.union([
    rowsOf(row, max),
    z.pipe(
      row,
      z.transform((one: z.output<T>) => [one]),
    ),
  ]);
}
