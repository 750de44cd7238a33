import * as z from 'zod/mini';
import type { Instrument, VenueId } from '../../domain/instrument.ts';
import type { Observation } from '../../domain/observation.ts';
import { HOUR } from '../../domain/time.ts';
import { bookSides } from '../book-sides.ts';
import {
  decimal,
  nonNegative,
  optionalPositive,
  optionalTimestamp,
  positive,
  rowsOf,
  text,
} from '../fields.ts';
import type { FrameContext } from '../frames.ts';
import { stamp } from '../rows.ts';
import { requireSymbol } from '../symbol-check.ts';
import { VenueError } from '../venue-error.ts';
import { metaSchema, observeListings } from './contracts.ts';
import { asking, askingAbout, DOCS, type Line, PERPETUALS_DOCS, url } from './endpoints.ts';

/**
 * `{"funding": "0.0000125", "openInterest": "688.11", "markPx": "14.3161", "oraclePx": "14.32",
 *   "dayNtlVlm": "1169046.29406", "premium": "0.00031774", "midPx", "impactPxs", "prevDayPx"}`
 */
export const assetContext = z.object({
  funding: decimal,
  openInterest: nonNegative,
  markPx: positive,
  oraclePx: optionalPositive,
  dayNtlVlm: nonNegative,
});

/**
 * `funding` is for one hour and paid at the top of each. `openInterest` counts longs and shorts together
 * (independent indexers say so, no official page does), hence the half. The context names no time.
 */
export function observeContext(
  row: z.output<typeof assetContext>,
  instrument: Instrument,
  context: FrameContext,
): Observation[] {
  const stamped = stamp(instrument.venue, instrument.venueSymbol, context);
  return [
    { kind: 'price', ...stamped, markPrice: row.markPx, indexPrice: row.oraclePx },
    {
      kind: 'funding',
      ...stamped,
      fundingRate: row.funding,
      fundingIntervalHours: 1,
      nextFundingTime: (Math.floor(stamped.venueTime / HOUR) + 1) * HOUR,
      anchorRate: null,
      capRate: null,
    },
    { kind: 'open-interest', ...stamped, openInterest: row.openInterest / 2, openInterestValue: null },
    { kind: 'volume', ...stamped, market: 'perp', quoteVolume24h: row.dayNtlVlm },
  ];
}

/**
 * Values of listings, from contexts in the order of `universe`: the n-th belongs to the n-th, delisted included.
 * @throws VenueError `invalid-answer` when the lists differ in length
 */
export function observePaired(
  venue: VenueId,
  { universe }: z.output<typeof metaSchema>,
  contexts: readonly unknown[],
  listings: readonly Observation[],
  context: FrameContext,
): Observation[] {
  if (universe.length !== contexts.length) {
    const detail = `${contexts.length} contexts for ${universe.length} listings`;
    throw new VenueError(venue, 'metaAndAssetCtxs', { kind: 'invalid-answer', detail, until: null });
  }
  const rows = new Map(universe.map(({ name }, i) => [name, contexts[i]]));
  return listings.flatMap((each) => {
    if (each.kind !== 'instrument') return [];
    const row = z.safeParse(assetContext, rows.get(each.venueSymbol));
    return row.success ? observeContext(row.data, each.instrument, context) : [];
  });
}

export const contextsSchema = z.tuple([metaSchema, rowsOf(z.unknown(), 2_000)]);

/**
 * It carries the listings too, so that one request answers a cold start.
 */
export const metaAndAssetCtxs = (line: Line) =>
  asking(
    line.forVenue({
      id: 'metaAndAssetCtxs',
      provides: ['instrument', 'tiers', 'price', 'funding', 'open-interest', 'volume:perp'],
      docs: PERPETUALS_DOCS,
      limit: 'weight',
      weight: 20,
      schema: contextsSchema,
      url,
      observe([listing, contexts], context) {
        const listings = observeListings(line.id, listing, context);
        const values = observePaired(line.id, listing, contexts, listings, context);
        return [...listings, ...values];
      },
    }),
    () => ({ type: 'metaAndAssetCtxs' }),
  );

/** `{"px": "2.111", "sz": "134.4", "n": 1}` */
const level = z.pipe(
  z.object({ px: positive, sz: nonNegative }),
  z.transform(({ px, sz }) => [px, sz] as const),
);

/**
 * 20 levels a side are all there is, so their width decides how far one sees. At n figures a level is
 * 10^(1−n) / m of the price, m its leading digits (1 ≤ m < 10): three figures always reach past ±2 %
 * (BTC at 78 000: $100 a level, ±2.6 %; at 105 000: $1000, ±19 %), four only ±0.2 to ±2 %. Prices are those
 * of the levels' far ends, so the two best ones stand up to two widths apart.
 */
const SIGNIFICANT_FIGURES = 3;

export const l2Book = (line: Line) =>
  askingAbout(
    line.forInstrument({
      id: 'l2Book',
      provides: ['book'],
      docs: `${DOCS}/info-endpoint#l2-book-snapshot`,
      limit: 'weight',
      weight: 2,
      schema: z.object({
        coin: text,
        time: optionalTimestamp,
        levels: z.tuple([rowsOf(level, 1_000), rowsOf(level, 1_000)]),
      }),
      url,
      observe({ coin, time, levels: [bids, asks] }, instrument, context) {
        requireSymbol(coin, instrument.venueSymbol, line.id, 'l2Book');
        return [
          {
            kind: 'book',
            ...stamp(instrument.venue, instrument.venueSymbol, context, time),
            ...bookSides(bids, asks),
          },
        ];
      },
    }),
    ({ venueSymbol }) => ({ type: 'l2Book', coin: venueSymbol, nSigFigs: SIGNIFICANT_FIGURES }),
  );
