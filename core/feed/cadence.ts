import { DAY, HOUR, MINUTE, type Ms, SECOND } from '../domain/time.ts';
import type { Provision } from '../venues/venue.ts';

/** Who wants a pair, most urgent first: an overlay in sight, the open popup or side panel, an armed alert. */
export const RANKS = ['visible', 'popup', 'alert'] as const;
export type Rank = (typeof RANKS)[number];

/** How old a value may get before it is asked for again, on this machine's clock. */
export type Periods = Readonly<Partial<Record<Provision, Ms>>>;

/** Of the viewed venue. A socket that delivers a kind makes its poll fall silent by itself. */
export const VIEWED: Readonly<Record<Rank, Periods>> = {
  visible: {
    price: MINUTE,
    index: MINUTE,
    funding: MINUTE,
    'open-interest': 15 * SECOND,
    book: MINUTE,
  },
  popup: {
    price: MINUTE,
    index: 2 * MINUTE,
    funding: 2 * MINUTE,
    'open-interest': MINUTE,
    book: 5 * MINUTE,
  },
  alert: {
    price: MINUTE,
    index: 2 * MINUTE,
    funding: 2 * MINUTE,
    'open-interest': MINUTE,
    book: 5 * MINUTE,
  },
};

/** Of the other venues that list the asset, for cross-venue values. */
export const OTHERS: Readonly<Record<Rank, Periods>> = {
  visible: {
    price: MINUTE,
    index: MINUTE,
    funding: MINUTE,
    'open-interest': MINUTE,
    'volume:perp': 10 * MINUTE,
  },
  popup: slow(),
  alert: slow(),
};

function slow(): Periods {
  return {
    price: 5 * MINUTE,
    index: 5 * MINUTE,
    funding: 5 * MINUTE,
    'open-interest': 5 * MINUTE,
    'volume:perp': 15 * MINUTE,
  };
}

/** What changes seldom. */
export const LISTS = { instrument: DAY, 'funding-terms': HOUR, tiers: DAY } as const;

/** The newest row of a series is asked for again this often where no socket brings it. */
export const TAILS = {
  candles: { visible: MINUTE, popup: 2 * MINUTE, alert: MINUTE },
  hourly: { visible: 5 * MINUTE, popup: 15 * MINUTE, alert: 15 * MINUTE },
  /** Rows are missing and the last question brought some: the market runs fast, or the worker slept. */
  catchingUp: 15 * SECOND,
  /** Rows are missing but the venue has not published them yet. */
  unpublished: MINUTE,
} as const;

/** Requests a minute for one pair at one venue, once its first wave is over. */
export const POLLS_A_MINUTE = 6;
