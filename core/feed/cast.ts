import { type Instrument, instrumentKey } from '../domain/instrument.ts';
import { identityOf } from '../venues/asset-identity.ts';
import type { Venue } from '../venues/venue.ts';
import type { Catalogue } from './catalogue.ts';
import { otherBooks } from './other-books.ts';
import { bitcoinBeside, openInterestSource } from './plan-series.ts';

/** The instruments a pair's Reading draws on. */
export interface Cast {
  readonly venue: Venue;
  readonly viewed: Instrument;
  /** Whose newest values are kept: the same asset elsewhere, and the lender of margin tiers. */
  readonly followed: readonly Instrument[];
  /** Whose series are kept. */
  readonly charted: readonly Instrument[];
}

export function castOf(key: string, venues: readonly Venue[], catalogue: Catalogue): Cast | null {
  const viewed = catalogue.byKey(key);
  const venue = venues.find(({ id }) => id === viewed?.venue);
  if (viewed === null || venue === undefined) return null;
  const elsewhere = otherBooks(venue, venues).flatMap(({ id }) => {
    const same = catalogue.forAsset(id, identityOf(viewed), viewed.quote);
    return same === null ? [] : [same];
  });
  const bitcoin = bitcoinBeside(viewed, { catalogue });
  const interest = openInterestSource(venue, viewed, { venues, catalogue })?.instrument ?? viewed;
  const charted = distinct([viewed, interest, ...(bitcoin === null ? [] : [bitcoin])]);
  return { venue, viewed, followed: distinct([viewed, ...elsewhere, ...charted]), charted };
}

function distinct(instruments: readonly Instrument[]): Instrument[] {
  return [...new Map(instruments.map((one) => [instrumentKey(one), one])).values()];
}
