import { type Instrument, instrumentKey } from '../domain/instrument.ts';
import { HOUR, MINUTE, type Ms } from '../domain/time.ts';
import { identityOf } from '../venues/asset-identity.ts';
import type { Endpoint, Query, Venue } from '../venues/venue.ts';
import { type Rank, TAILS } from './cadence.ts';
import { endpointFor, rowsToAsk } from './endpoint-choice.ts';
import { pages, type TimeRange } from './gaps.ts';
import { dueAfter } from './leap-watch.ts';
import type { PlanContext, Want } from './plan.ts';
import { SERIES, type SeriesId } from './series-kinds.ts';
import type { LastTail } from './tail-record.ts';
import type { Task } from './task.ts';

/** In the order a cold pair needs them. */
const OF_PAIR: readonly SeriesId[] = [
  'candles:perp:1h',
  'open-interest:1h',
  'candles:perp:5m',
  'open-interest:5m',
  'funding',
  'premium:1h',
  'candles:spot:1h',
  'long-short-account-ratio:1h',
  'taker-imbalance:1h',
];

/** A row that a live sample can still bring is not asked for. */
const SAMPLE_GRACE: Ms = 1.5 * MINUTE;
const SETTLEMENT_GRACE: Ms = MINUTE;
/** With fewer rows a series is as good as empty. */
const FEW = 12;

/**
 * The venue whose open-interest history serves an instrument: its own, or the first that lists the asset as a
 * contract of the same kind: USD of contracts do not stand for coins.
 */
export function openInterestSource(
  venue: Venue,
  instrument: Instrument,
  { venues, catalogue }: Pick<PlanContext, 'venues' | 'catalogue'>,
): { readonly venue: Venue; readonly instrument: Instrument } | null {
  if (endpointFor(venue, 'series:open-interest') !== null) return { venue, instrument };
  for (const other of venues) {
    if (endpointFor(other, 'series:open-interest') === null) continue;
    const same = catalogue.forAsset(other.id, identityOf(instrument), instrument.quote);
    if (same?.kind === instrument.kind) return { venue: other, instrument: same };
  }
  return null;
}

/** BTC's perpetual on the same venue, the yardstick for other assets; null for BTC itself. */
export function bitcoinBeside(instrument: Instrument, { catalogue }: Pick<PlanContext, 'catalogue'>) {
  return instrument.asset === 'BTC' ? null : catalogue.forAsset(instrument.venue, 'BTC', instrument.quote);
}

/** Requests that fill the pair's series: what is missing, newest first, and the newest rows as time goes on. */
export function planSeries(want: Want, venue: Venue, instrument: Instrument, context: PlanContext): Task[] {
  const interest = openInterestSource(venue, instrument, context);
  const tasks = OF_PAIR.flatMap((series) => {
    const source = series.startsWith('open-interest') ? interest : { venue, instrument };
    return source === null ? [] : planOne(want, source.venue, source.instrument, series, context);
  });
  const bitcoin = bitcoinBeside(instrument, context);
  if (bitcoin !== null) {
    const bars = planOne(want, venue, bitcoin, 'candles:perp:1h', context);
    tasks.push(
      ...bars.map((task) => (task.lane === 'urgent' ? { ...task, lane: 'backfill' as const } : task)),
    );
  }
  return tasks;
}

function planOne(
  want: Want,
  venue: Venue,
  instrument: Instrument,
  series: SeriesId,
  context: PlanContext,
): Task[] {
  const spec = SERIES[series];
  const endpoint = spec.provision === null ? null : endpointFor(venue, spec.provision);
  const venueNow = context.venueNow(venue.id);
  const key = instrumentKey(instrument);
  if (endpoint === null || venueNow === null || !context.history.isOpen(key)) return [];
  if (spec.interval !== null && endpoint.intervals?.includes(spec.interval) === false) return [];
  // A settlement's answer may carry its premium: one request brings both.
  if (series === 'premium:1h' && endpoint.provides.includes('series:funding')) return [];
  if (series === 'taker-imbalance:1h' && !barsLackTakers(context, key)) return [];

  const stepMs = series === 'funding' ? fundingStep(instrument, context) : spec.stepMs;
  const columns = context.history.columns(key, series);
  const newest = columns.lastTime;
  const reach = Math.min(spec.wantedMs, endpoint.reachMs ?? spec.wantedMs);
  const wanted = { since: Math.ceil((venueNow - reach) / stepMs) * stepMs, until: venueNow };
  const missing = context.history.missing(key, series, stepMs, wanted, context.now);
  const query: Query = { instrument, ...(spec.interval !== null && { interval: spec.interval }) };
  const base = { venue, endpoint, rank: want.rank, pair: want.key };

  const tasks: Task[] = [];
  for (const range of missing) {
    if (newest !== null && range.since > newest) continue;
    const rows = rowsToAsk(venue, endpoint, query, Math.ceil((range.until - range.since) / stepMs) + 1);
    for (const page of pages(range, stepMs, rows)) {
      // A socket may have brought a row or two already.
      const soon = columns.length < FEW && page.until > venueNow - spec.firstMs;
      tasks.push({
        ...base,
        id: `${venue.id}/${endpoint.id}/${instrument.venueSymbol}/${series}/${Math.floor(page.until / stepMs)}`,
        // The newest page has no end: what is true a moment later is welcome.
        query: {
          ...query,
          since: page.since,
          limit: rows,
          ...(page.until < venueNow && {
            until: page.until,
            newer: Math.floor(venueNow / stepMs) - Math.floor(page.until / stepMs),
          }),
        },
        lane: soon ? 'urgent' : 'backfill',
        dueAt: 0,
        periodMs: MINUTE,
        fills: { key, series, range: page },
      });
    }
  }
  if (newest !== null) {
    const id = `${venue.id}/${endpoint.id}/${instrument.venueSymbol}/${series}/tail`;
    const dueAt = tailDue(want.rank, id, key, series, { newest, venueNow, stepMs }, context);
    if (dueAt !== null) {
      const range = tailRange(endpoint, newest, venueNow, stepMs);
      const steps = Math.ceil((venueNow - range.since) / stepMs) + 2;
      const limit = rowsToAsk(venue, endpoint, query, steps);
      const tail = { ...query, since: range.since, limit };
      tasks.push({
        ...base,
        id,
        query: tail,
        lane: 'poll',
        dueAt,
        periodMs: MINUTE,
        fills: { key, series, range },
      });
    }
  }
  return tasks;
}

/** From the newest row on (bars: that row again, it may have been open), as far back as one answer reaches. */
function tailRange(endpoint: Endpoint, newest: Ms, venueNow: Ms, stepMs: Ms): TimeRange {
  const reach = ((endpoint.maxRows ?? 100) - 2) * stepMs;
  return { since: Math.max(newest, venueNow - reach), until: venueNow };
}

interface Tail {
  readonly newest: Ms;
  readonly venueNow: Ms;
  readonly stepMs: Ms;
}

/** When the newest rows are to be asked for (this machine's clock); null when something else brings them. */
function tailDue(
  rank: Rank,
  id: string,
  key: string,
  series: SeriesId,
  { newest, venueNow, stepMs }: Tail,
  context: PlanContext,
): Ms | null {
  const { now } = context;
  const last = context.lastTail(id);
  const behind = venueNow - newest;
  if (series.startsWith('candles')) {
    const period = series === 'candles:spot:1h' ? TAILS.hourly[rank] : TAILS.candles[rank];
    // Hours follow from five-minute bars as long as those are whole.
    if (series === 'candles:perp:1h' && behind < stepMs + HOUR) return null;
    if (behind >= 2 * stepMs) return catchUp(last, newest, period, now);
    return Math.max(
      dueAfter(context.history.refreshed(key, series), period, now),
      dueAfter(last?.at, period, now),
    );
  }
  if (series === 'open-interest:5m') {
    return behind < stepMs + SAMPLE_GRACE ? null : catchUp(last, newest, TAILS.unpublished, now);
  }
  const grace = series === 'funding' ? SETTLEMENT_GRACE : series === 'open-interest:1h' ? HOUR : 0;
  if (behind < stepMs + grace) return null;
  const period = TAILS.hourly[rank];
  return Math.max(
    dueAfter(context.history.refreshed(key, series), period, now),
    dueAfter(last?.at, period, now),
  );
}

function catchUp(last: LastTail | null, newest: Ms, idle: Ms, now: Ms): Ms {
  const progressed = last === null || last.newest === null || newest > last.newest;
  return dueAfter(last?.at, progressed ? TAILS.catchingUp : idle, now);
}

/** Where candles say what takers bought, no request is needed for it; before the first bar that is not known. */
function barsLackTakers(context: PlanContext, key: string): boolean {
  const bars = context.history.columns(key, 'candles:perp:1h');
  return bars.length > 0 && !Number.isFinite(bars.valueAt(6, bars.length - 1));
}

function fundingStep(instrument: Instrument, { market }: PlanContext): Ms {
  const latest = market.find(instrumentKey(instrument))?.latest;
  const hours =
    latest?.funding?.observation.fundingIntervalHours ??
    latest?.['funding-terms']?.observation.fundingIntervalHours ??
    instrument.fundingIntervalHours;
  return (hours ?? 8) * HOUR;
}
