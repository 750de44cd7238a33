import { fitDepth } from '../analytics/depth-fit.ts';
import { levelAt } from '../analytics/series-slices.ts';
import { type Instrument, instrumentKey } from '../domain/instrument.ts';
import type { VenueRow } from '../domain/long-look.ts';
import { derive, isKnown, type Measured, missing } from '../domain/measured.ts';
import type { SourceHealth } from '../domain/source-health.ts';
import { DAY, HOUR, type Ms } from '../domain/time.ts';
import { identityOf } from '../venues/asset-identity.ts';
import type { Venue } from '../venues/venue.ts';
import type { InputsContext } from './market-inputs.ts';
import type { InstrumentState } from './market-state.ts';
import { fundingOf, newest, snapshotOf } from './venue-snapshot.ts';

/** Open interest between two samples at most this far apart is taken as a line. */
const LONGEST_GAP: Ms = 2 * HOUR;

/** The viewed venue first, then every other that lists the asset and is asked. */
export function venueTable(
  viewed: Instrument,
  health: readonly SourceHealth[],
  context: Pick<InputsContext, 'venues' | 'catalogue' | 'market' | 'history' | 'now'>,
): VenueRow[] {
  const rows = health.flatMap((source) => {
    const venue = context.venues.find(({ id }) => id === source.venue);
    const isViewed = source.venue === viewed.venue;
    const same = isViewed
      ? viewed
      : context.catalogue.forAsset(source.venue, identityOf(viewed), viewed.quote);
    const state = same === null ? undefined : context.market.find(instrumentKey(same));
    return venue === undefined || state === undefined ? [] : [rowOf(venue, state, source, isViewed, context)];
  });
  return rows.sort((a, b) => Number(b.viewed) - Number(a.viewed));
}

function rowOf(
  venue: Venue,
  state: InstrumentState,
  health: SourceHealth,
  viewed: boolean,
  { history, now }: Pick<InputsContext, 'history' | 'now'>,
): VenueRow {
  const { openInterestValue, premium } = snapshotOf(state, venue, history, now);
  const funding = fundingOf(state, venue);
  const interest = newest(state, 'open-interest', venue, ({ openInterest }) => openInterest);
  const change = (lag: Ms) => changeOver(interest, lag, state, history);
  return {
    health,
    viewed,
    fundingRate: derive(funding, ({ fundingRate }) => fundingRate),
    fundingIntervalHours: isKnown(funding)
      ? funding.value.fundingIntervalHours === null
        ? missing('not-published')
        : { ...funding, value: funding.value.fundingIntervalHours }
      : funding,
    openInterestValue,
    change1h: change(HOUR),
    change24h: change(DAY),
    premium,
    depthWithinOnePercent: depthOf(state, venue),
  };
}

/** Against the venue's own samples, which exist only where they were kept. */
function changeOver(
  interest: Measured,
  lag: Ms,
  { instrument }: InstrumentState,
  history: InputsContext['history'],
): Measured {
  if (!isKnown(interest)) return interest;
  for (const series of ['open-interest:5m', 'open-interest:1h'] as const) {
    const [time, value] = history.columns(instrumentKey(instrument), series).view();
    const before = levelAt({ time: time!, value: value! }, interest.venueTime - lag, LONGEST_GAP);
    if (before !== null && before > 0) return { ...interest, value: interest.value / before - 1 };
  }
  return missing('warming-up');
}

function depthOf(state: InstrumentState, venue: Venue): Measured {
  const book = newest(state, 'book', venue, (one) => one);
  if (!isKnown(book)) return book;
  const { bids, asks } = book.value;
  const mid = ((bids[0]?.[0] ?? Number.NaN) + (asks[0]?.[0] ?? Number.NaN)) / 2;
  const [bid, ask] = [fitDepth(bids, mid, state.instrument), fitDepth(asks, mid, state.instrument)];
  if (bid === null || ask === null) return missing('too-few');
  return derive(book, () => bid.depthAtOnePercent + ask.depthAtOnePercent);
}
