import * as z from 'zod/mini';
import type { Instrument } from '../../domain/instrument.ts';
import type { BarInterval } from '../../domain/time.ts';
import { endpointsFor } from '../endpoint.ts';
import { rowsOf } from '../fields.ts';
import type { Query } from '../venue.ts';
import { okxFault } from './fault.ts';

export const ID = 'okx-swap';
export const API = 'https://www.okx.com/api/v5';
export const DOCS = 'https://www.okx.com/docs-v5/en/';

export const { forVenue, forInstrument } = endpointsFor(ID, okxFault);

/** `{"code": "0", "msg": "", "data": […]}` with rows of one form. */
export function envelope<T extends z.ZodMiniType>(row: T, maxRows: number) {
  return z.object({ data: rowsOf(row, maxRows) });
}

/** Venue-wide lists are decoded row by row later: one odd row must not silence the rest. */
export const openEnvelope = envelope(z.unknown(), 2_000);

/** `BTC-USDT-SWAP` → `BTC-USDT`: the family its brackets, index and spot pair are listed under. */
export function familyOf({ venueSymbol }: Pick<Instrument, 'venueSymbol'>): string {
  return venueSymbol.replace(/-SWAP$/, '');
}

/** `after` means older than, `before` newer than; both leave out the moment itself. */
export function olderAndNewer({ since, until }: Query) {
  return {
    after: until === undefined ? undefined : until + 1,
    before: since === undefined ? undefined : since - 1,
  };
}

export const BAR: Readonly<Record<BarInterval, string>> = { '5m': '5m', '1h': '1H' };
export const intervalOf = (query: Query): BarInterval => query.interval ?? '5m';
