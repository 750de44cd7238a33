import * as z from 'zod/mini';
import type { Instrument, VenueId } from '../../domain/instrument.ts';
import type { BarInterval } from '../../domain/time.ts';
import { endpointsFor } from '../endpoint.ts';
import { rowsOf } from '../fields.ts';
import type { Query } from '../venue.ts';
import { okxFault } from './fault.ts';

export const API = 'https://www.okx.com/api/v5';
export const DOCS = 'https://www.okx.com/docs-v5/en/';

/** One of the venue's two kinds of swaps; both are listed and answered for together. */
export interface Line extends ReturnType<typeof endpointsFor> {
  readonly id: VenueId;
  readonly kind: Instrument['kind'];
}

export function lineOf(id: VenueId, kind: Line['kind']): Line {
  return { id, kind, ...endpointsFor(id, okxFault) };
}

/** The coin's spot pair: in the swap's own quote, of inverse swaps in USDT. */
export function spotPair({ asset, quote, kind }: Instrument): string {
  return `${asset}-${kind === 'inverse' ? 'USDT' : quote}`;
}

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

/** From 6 h up bars follow Hong Kong's day unless asked for as `6Hutc`; these are the same everywhere. */
export const BAR: Readonly<Record<BarInterval, string>> = { '5m': '5m', '1h': '1H' };
export const intervalOf = (query: Query): BarInterval => query.interval ?? '5m';
