import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Instrument, instrumentKey } from '../../../core/domain/instrument.ts';
import { HOUR, MINUTE, type Ms, SECOND } from '../../../core/domain/time.ts';
import { heaviest } from '../../../core/feed/budget.ts';
import { type PlanContext, planPair } from '../../../core/feed/plan.ts';
import { poolOf } from '../../../core/feed/requester.ts';
import { SERIES, type SeriesId } from '../../../core/feed/series-kinds.ts';
import type { LastTail } from '../../../core/feed/tail-record.ts';
import type { Task } from '../../../core/feed/task.ts';
import { venues } from '../../../core/venues/registry.ts';
import type { Provision, StreamChannel, Venue } from '../../../core/venues/venue.ts';

/** Of a limit, in any minute, and in the mean of an hour. */
const MOST = 0.05;
const TYPICAL = 0.02;
/** The budget spreads a cold start's first wave so that no window holds more than its share; it must end soon. */
const COLD_MINUTES = 5;
const START: Ms = Date.UTC(2026, 5, 1, 12);
const TICK = 5 * SECOND;

function usualOf(venue: Venue): Instrument {
  const fixture = JSON.parse(
    readFileSync(join(import.meta.dirname, `../../fixtures/${venue.id}.json`), 'utf8'),
  );
  return fixture.instruments[0];
}

/** What a venue's socket brings by itself. */
const BY_SOCKET: Readonly<Record<StreamChannel, readonly Provision[]>> = {
  price: ['price', 'index', 'funding'],
  'open-interest': ['open-interest'],
  candles: ['candles:perp'],
  liquidation: [],
};

/**
 * The real planner for one pair of one venue on a simulated clock: each task that is due is carried out at once,
 * the venue answers with everything up to its own now, and its socket, if it has one, brings what it carries.
 */
function createVenueDay(venue: Venue, isCold: boolean) {
  const instrument = usualOf(venue);
  const key = instrumentKey(instrument);
  const received = new Map<Provision, Ms>();
  const tails = new Map<string, LastTail>();
  const series = new Map<SeriesId, { lastTime: Ms | null; refreshed: Ms }>();
  let now = START;
  let listedAt: Ms | null = isCold ? null : now;
  const streamed = (venue.stream?.channels ?? []).flatMap((channel) => BY_SOCKET[channel]);
  const provisions = new Set(venue.endpoints.flatMap(({ provides }) => provides));
  for (const [id, spec] of Object.entries(SERIES) as [SeriesId, (typeof SERIES)[SeriesId]][]) {
    series.set(id, { lastTime: isCold ? null : Math.floor(now / spec.stepMs) * spec.stepMs, refreshed: now });
  }
  if (!isCold) for (const provision of provisions) received.set(provision, now);

  const columns = (id: SeriesId) => {
    const { lastTime } = series.get(id)!;
    // Takers are known where the venue's bars carry them; a venue without them may have their series.
    const valueAt = () => (provisions.has('series:taker-imbalance') ? Number.NaN : 1);
    return { lastTime, length: lastTime === null ? 0 : 1_000, valueAt };
  };
  const context = {
    get now() {
      return now;
    },
    venues: [venue],
    venueNow: () => (isCold && listedAt === null ? null : now),
    catalogue: {
      receivedTime: () => listedAt,
      byKey: () => (listedAt === null ? null : instrument),
      forAsset: (_venue: string, asset: string) => (asset === instrument.asset ? instrument : null),
    },
    market: { find: () => ({ instrument, since: START, received, latest: {} }) },
    history: {
      isOpen: () => true,
      columns: (_key: string, id: SeriesId) => columns(id),
      refreshed: (_key: string, id: SeriesId) => series.get(id)!.refreshed,
      missing: (_key: string, id: SeriesId, _step: Ms, range: { since: Ms; until: Ms }) =>
        series.get(id)!.lastTime === null ? [range] : [],
    },
    lastTail: (id: string) => tails.get(id) ?? null,
  } as unknown as PlanContext;

  function carryOut({ id, endpoint, fills }: Task): void {
    for (const provision of endpoint.provides) received.set(provision, now);
    if (endpoint.provides.includes('instrument')) listedAt = now;
    if (fills === undefined) return;
    const track = series.get(fills.series)!;
    tails.set(id, { at: now, newest: track.lastTime });
    track.lastTime = Math.floor(now / SERIES[fills.series].stepMs) * SERIES[fills.series].stepMs;
    track.refreshed = now;
    if (fills.series === 'candles:perp:5m') series.get('candles:perp:1h')!.lastTime = now;
  }

  return {
    due: () => planPair({ key, rank: 'visible' }, context).filter(({ dueAt }) => dueAt <= now),
    carryOut,
    tick() {
      now += TICK;
      for (const provision of streamed) received.set(provision, now);
      if (streamed.includes('candles:perp')) {
        const bars = series.get('candles:perp:5m')!;
        bars.lastTime = Math.floor(now / (5 * MINUTE)) * 5 * MINUTE;
        bars.refreshed = now;
        series.get('candles:perp:1h')!.lastTime = now;
      }
      // A live value near its mark stands for the row of it.
      if (now % (5 * MINUTE) < MINUTE && provisions.has('open-interest')) {
        series.get('open-interest:5m')!.lastTime = Math.floor(now / (5 * MINUTE)) * 5 * MINUTE;
      }
      return now - START;
    },
  };
}

const perMinute = (task: Task) => {
  const { limit } = poolOf(task.venue, task.endpoint);
  return (limit.capacity * MINUTE) / limit.windowMs;
};
const costOf = (task: Task) => task.endpoint.weight(task.query) / perMinute(task);

/** Share of each pool's limit a minute, for each minute of an hour. */
function hourOf(venue: Venue): Map<string, number[]> {
  const day = createVenueDay(venue, false);
  const shares = new Map<string, number[]>();
  for (let elapsed = 0; elapsed < HOUR; elapsed = day.tick()) {
    const seen = new Set<string>();
    for (const task of day.due()) {
      if (seen.has(task.id)) continue;
      seen.add(task.id);
      day.carryOut(task);
      const { id } = poolOf(venue, task.endpoint);
      const minutes = shares.get(id) ?? new Array<number>(60).fill(0);
      minutes[Math.floor(elapsed / MINUTE)]! += costOf(task);
      shares.set(id, minutes);
    }
  }
  return shares;
}

describe.each(venues.map((venue) => [venue.id, venue] as const))(
  'what a visible pair of %s costs',
  (_, venue) => {
    it('is at most 2 % of each limit over an hour and 5 % in any of its minutes', () => {
      const shares = hourOf(venue);
      expect(shares.size).toBeGreaterThan(0);
      for (const [pool, minutes] of shares) {
        const mean = minutes.reduce((sum, share) => sum + share, 0) / minutes.length;
        expect(mean, `${pool}, mean`).toBeLessThanOrEqual(TYPICAL);
        expect(Math.max(...minutes), `${pool}, most`).toBeLessThanOrEqual(MOST);
      }
    });

    it('is, at 5 % of each limit, over within five minutes of a cold start, and no request is too heavy', () => {
      const day = createVenueDay(venue, true);
      const shares = new Map<string, number>();
      const seen = new Set<string>();
      for (let round = 0; round < 3; round += 1) {
        for (const task of day.due().filter(({ lane }) => lane === 'urgent')) {
          if (seen.has(task.id)) continue;
          seen.add(task.id);
          day.carryOut(task);
          const { id, limit } = poolOf(venue, task.endpoint);
          expect(task.endpoint.weight(task.query), task.id).toBeLessThanOrEqual(heaviest(limit));
          shares.set(id, (shares.get(id) ?? 0) + costOf(task));
        }
      }
      expect(seen.size).toBeGreaterThan(0);
      for (const [pool, share] of shares) expect(share / MOST, pool).toBeLessThanOrEqual(COLD_MINUTES);
    });
  },
);
