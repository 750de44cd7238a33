import { type Instrument, instrumentKey } from '../domain/instrument.ts';
import type { Venue } from '../venues/venue.ts';
import { RANKS, type Rank } from './cadence.ts';
import type { Catalogue } from './catalogue.ts';
import type { Want } from './plan.ts';
import { bitcoinBeside, openInterestSource } from './plan-series.ts';

/** Who wants what; several owners may want the same pair. */
export interface Wants {
  set(owner: string, wants: readonly Want[]): void;
  /** Every wanted pair once, with the most urgent rank. */
  all(): Want[];
  has(key: string): boolean;
}

export function createWants(): Wants {
  const owners = new Map<string, readonly Want[]>();
  function all(): Want[] {
    const ranks = new Map<string, Rank>();
    for (const wants of owners.values()) {
      for (const { key, rank } of wants) {
        const known = ranks.get(key);
        if (known === undefined || RANKS.indexOf(rank) < RANKS.indexOf(known)) ranks.set(key, rank);
      }
    }
    return [...ranks].map(([key, rank]) => ({ key, rank }));
  }
  return {
    set(owner, wants) {
      if (wants.length === 0) owners.delete(owner);
      else owners.set(owner, wants);
    },
    all,
    has: (key) => all().some((want) => want.key === key),
  };
}

/** The instruments a pair's Reading draws on. */
export interface Cast {
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
  const elsewhere = venues.flatMap(({ id }) => {
    const same = id === venue.id ? null : catalogue.forAsset(id, viewed.asset, viewed.quote);
    return same === null ? [] : [same];
  });
  const bitcoin = bitcoinBeside(viewed, { catalogue });
  const interest = openInterestSource(venue, viewed, { venues, catalogue })?.instrument ?? viewed;
  const charted = distinct([viewed, interest, ...(bitcoin === null ? [] : [bitcoin])]);
  return { viewed, followed: distinct([viewed, ...elsewhere, ...charted]), charted };
}

function distinct(instruments: readonly Instrument[]): Instrument[] {
  return [...new Map(instruments.map((one) => [instrumentKey(one), one])).values()];
}
