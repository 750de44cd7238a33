import { type Instrument, instrumentKey } from '../domain/instrument.ts';
import type { Observation } from '../domain/observation.ts';
import type { SourceHealth } from '../domain/source-health.ts';
import { MINUTE, type Ms, SECOND } from '../domain/time.ts';
import type { Freshness, VenueStatus } from '../messages/protocol.ts';
import { type PageResolution, resolvePage } from '../venues/page-resolution.ts';
import type { PageUrl, Venue } from '../venues/venue.ts';
import type { VenueFault } from '../venues/venue-error.ts';
import { createBudget } from './budget.ts';
import { createCatalogue } from './catalogue.ts';
import { castOf, createWants } from './following.ts';
import { freshnessOf } from './freshness.ts';
import { createHistory } from './history.ts';
import { createKeptState } from './kept-state.ts';
import { marketInputs } from './market-inputs.ts';
import { createMarketState } from './market-state.ts';
import { createPairReadings, type PairReading } from './pair-readings.ts';
import { type PlanContext, planPair, type Want } from './plan.ts';
import type {
  Assess,
  Cancel,
  Clock,
  HistoryStore,
  Http,
  KeyValueStore,
  OpenSocket,
  Random,
  Timers,
} from './ports.ts';
import { type Answered, createRequester, poolOf } from './requester.ts';
import { createScheduler } from './scheduler.ts';
import { createHealthRecord, type SourceContext, sourceHealth } from './source-health.ts';
import { createStreams } from './streams.ts';
import type { Task } from './task.ts';
import { isVital, vitalHosts } from './vital.ts';

/** Series are written together, this long after the first change. */
const FLUSH_AFTER: Ms = 10 * SECOND;
/** A pair nobody looks at stays in memory this long. */
const RETIRE_AFTER: Ms = 2 * MINUTE;

/** Told instead of a pair's key when a venue's list of instruments arrived. */
export const LISTS_CHANGED = '*';

export interface EngineTools<State> {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly http: Http;
  readonly openSocket: OpenSocket;
  /** Kept while the browser runs, and across its restarts. */
  readonly session: KeyValueStore;
  readonly local: KeyValueStore;
  readonly historyStore: HistoryStore;
  readonly venues: readonly Venue[];
  readonly assess: Assess<State>;
  isOff(venue: Venue): boolean;
  isPermitted(venue: Venue): boolean;
}

export interface Engine {
  /** Brings back budgets, clocks and instrument lists. Nothing is asked before; later calls are free. */
  restore(): Promise<void>;
  /** Replaces what one owner (a tab, the popup, the alarm) wants. */
  want(owner: string, wants: readonly Want[]): void;
  /** What is known of a pair; null before its first Reading. */
  pair(key: string): PairReading | null;
  /** Serves a Reading an earlier worker kept, if there is one. */
  recall(key: string): Promise<void>;
  /** The pair a page shows. `null`: no trading page; `unlisted`: its venue's list is not known yet. */
  resolve(url: PageUrl): PageResolution | 'unlisted' | null;
  instrument(key: string): Instrument | null;
  search(text: string, limit: number): Instrument[];
  sourcesOf(key: string): readonly SourceHealth[];
  status(): VenueStatus[];
  nextPoll(): Ms | null;
  /** Settings, permissions or the machine changed: plan anew. */
  wake(): void;
  /** Called with the key of each pair something changed for, or `LISTS_CHANGED`. */
  subscribe(listener: (key: string) => void): Cancel;
  /** Writes what is not written yet. */
  settle(): Promise<void>;
}

/** From wanted pairs to Readings: plans, asks, keeps, assesses, tells. All that touches the world is a port. */
export function createEngine<State>(tools: EngineTools<State>): Engine {
  const { clock, timers, venues } = tools;
  const kept = createKeptState(tools.local);
  const budget = createBudget(clock);
  const catalogue = createCatalogue(tools.local);
  const history = createHistory(tools.historyStore);
  const market = createMarketState(history);
  const health = createHealthRecord();
  const wants = createWants();
  const listeners = new Set<(key: string) => void>();
  const tails = new Map<string, { readonly at: Ms; readonly newest: Ms | null }>();
  let restored = false;
  let restoring: Promise<void> | null = null;
  let flushing = false;
  let cancelRetire: Cancel | null = null;

  const usable = () => venues.filter((venue) => !tools.isOff(venue) && tools.isPermitted(venue));
  const venueOf = (key: string) => venues.find(({ id }) => key.startsWith(`${id}:`));
  const venueNow = (venue: string) => kept.clockOf(venue).at(clock.now());

  const requester = createRequester({
    ...tools,
    budget,
    catalogue,
    venueClock: kept.clockOf,
    saveBudget: () => kept.save(budget),
  });
  const scheduler = createScheduler({ ...tools, budget, requester, plan, asked, answered, failed });
  const streams = createStreams({
    ...tools,
    catalogue,
    venueClock: kept.clockOf,
    take: (_venue, observations, at) => take(observations, at),
    resumed(_venue, instruments) {
      for (const instrument of instruments) history.doubt(instrumentKey(instrument), 'candles:perp:5m');
      scheduler.pump();
    },
  });
  const readings = createPairReadings({
    ...tools,
    history,
    inputs(key) {
      const venue = venueOf(key);
      const state = market.find(key);
      if (venue === undefined || state?.latest.price === undefined) return null;
      return marketInputs(venue, state, {
        now: clock.now(),
        venues: usable(),
        catalogue,
        market,
        history,
        venueNow,
      });
    },
    sources: sourcesOf,
    freshness,
    changed: (key) => {
      for (const listener of listeners) listener(key);
    },
  });

  function plan(): readonly Task[] {
    if (!restored) return [];
    const context: PlanContext = {
      now: clock.now(),
      venues: usable(),
      venueNow,
      catalogue,
      market,
      history,
      lastTail: (id) => tails.get(id) ?? null,
    };
    return wants.all().flatMap((want) => planPair(want, context));
  }

  function asked(task: Task, at: Ms): void {
    const { fills } = task;
    if (fills === undefined || task.lane !== 'poll') return;
    tails.set(task.id, { at, newest: history.columns(fills.key, fills.series).lastTime });
  }

  function answered(task: Task, { observations, venueNow: at, receivedTime }: Answered): void {
    const before = health.fault(task.venue.id);
    if (isVital(task.endpoint)) health.good(task.venue.id, task.endpoint.id, receivedTime);
    if (task.endpoint.provides.includes('instrument')) {
      const listed = observations.flatMap((one) => (one.kind === 'instrument' ? [one.instrument] : []));
      if (listed.length > 0) void catalogue.put(task.venue.id, listed, receivedTime);
      follow();
      // A page that waited for the list learns which pair it shows.
      for (const listener of listeners) listener(LISTS_CHANGED);
    }
    const { fills } = task;
    if (fills !== undefined) {
      const rows = observations.flatMap((one) =>
        one.kind === 'series'
          ? one.rows.map(({ time }) => time)
          : one.kind === 'candles'
            ? one.rows.map(({ openTime }) => openTime)
            : [],
      );
      const newest = rows.length === 0 ? null : Math.max(...rows);
      history.asked(fills.key, fills.series, fills.range, newest, receivedTime);
    }
    take(observations, at);
    if (before !== null && health.fault(task.venue.id) === null) relabelAll();
  }

  function failed(task: Task, fault: VenueFault): void {
    if (isVital(task.endpoint)) health.bad(task.venue.id, task.endpoint.id, fault);
    relabelAll();
  }

  /** Every Reading names every venue among its sources. */
  function relabelAll(): void {
    for (const { key } of wants.all()) readings.relabel(key);
  }

  function take(observations: readonly Observation[], at: Ms): void {
    const changed = market.take(observations, at);
    if (changed.size === 0) return;
    if (!flushing) {
      flushing = true;
      timers.after(FLUSH_AFTER, () => {
        flushing = false;
        void history.flush();
      });
    }
    for (const { key } of wants.all()) {
      const cast = castOf(key, usable(), catalogue);
      if (cast?.followed.some((one) => changed.has(instrumentKey(one)))) readings.touch(key);
    }
  }

  function follow(): void {
    const visible = new Map<Venue, Instrument[]>();
    for (const { key, rank } of wants.all()) {
      void readings.restore(key);
      const cast = castOf(key, usable(), catalogue);
      if (cast === null) continue;
      for (const instrument of cast.followed) market.follow(instrument);
      for (const instrument of cast.charted) {
        const charted = instrumentKey(instrument);
        if (!history.isOpen(charted)) void history.open(charted).then(() => scheduler.pump());
      }
      const venue = venueOf(key);
      if (rank !== 'visible' || venue === undefined) continue;
      visible.set(venue, [...(visible.get(venue) ?? []), cast.viewed]);
    }
    streams.follow(visible);
    cancelRetire?.();
    cancelRetire = timers.after(RETIRE_AFTER, retire);
  }

  /** Frees what no wanted pair draws on. */
  function retire(): void {
    const casts = wants.all().map(({ key }) => castOf(key, usable(), catalogue));
    const needed = new Set(casts.flatMap((cast) => cast?.followed ?? []).map(instrumentKey));
    for (const key of market.keys()) {
      if (needed.has(key)) continue;
      market.forget(key);
      readings.forget(key);
      void history.close(key);
    }
  }

  function freshness(key: string): Freshness | null {
    const state = market.find(key);
    const venue = venueOf(key);
    if (state === undefined || venue === undefined) return null;
    const until = blockedUntil(venue);
    const fault = health.fault(venue.id);
    const latched = fault?.kind === 'rate-limited' || fault?.kind === 'banned';
    const running: VenueFault | null =
      until === null
        ? latched
          ? null
          : fault
        : { kind: fault?.kind === 'banned' ? 'banned' : 'rate-limited', detail: fault?.detail ?? '', until };
    return freshnessOf(state, running, clock.now());
  }

  function blockedUntil(venue: Venue): Ms | null {
    const ends = vitalHosts(venue).map((host) => budget.blockedUntil(host) ?? 0);
    const latest = Math.max(0, ...ends);
    return latest === 0 ? null : latest;
  }

  function sourceContext(key: string | null): SourceContext {
    const viewed = key === null ? null : catalogue.byKey(key);
    return {
      now: clock.now(),
      health,
      blockedUntil,
      isOff: tools.isOff,
      isPermitted: tools.isPermitted,
      isListed(venue) {
        if (viewed === null || catalogue.receivedTime(venue.id) === null) return null;
        return catalogue.forAsset(venue.id, viewed.asset, viewed.quote) !== null;
      },
    };
  }

  function sourcesOf(key: string): readonly SourceHealth[] {
    const viewed = catalogue.byKey(key);
    const context = sourceContext(key);
    return venues.map((venue) => {
      const same =
        viewed?.venue === venue.id
          ? viewed
          : viewed && catalogue.forAsset(venue.id, viewed.asset, viewed.quote);
      return sourceHealth(venue, same ? market.find(instrumentKey(same)) : undefined, context);
    });
  }

  return {
    restore() {
      restoring ??= (async () => {
        await Promise.all([kept.restore(budget), catalogue.restore(venues.map(({ id }) => id))]);
        restored = true;
        follow();
        scheduler.pump();
      })();
      return restoring;
    },
    want(owner, wanted) {
      wants.set(owner, wanted);
      if (!restored) return;
      follow();
      scheduler.pump();
    },
    pair: (key) => readings.get(key),
    recall: (key) => readings.restore(key),
    resolve(url) {
      const resolution = resolvePage(url, catalogue.all());
      if (resolution === null || !('unsupported' in resolution)) return resolution;
      return catalogue.receivedTime(resolution.venue) === null ? 'unlisted' : resolution;
    },
    instrument: (key) => catalogue.byKey(key),
    search: (text, limit) => catalogue.search(text, limit),
    sourcesOf,
    status: () =>
      venues.map((venue) => {
        const states = market.keys().flatMap((key) => (venueOf(key) === venue ? [market.find(key)] : []));
        const shown = states.find((state) => state?.latest.price !== undefined);
        const shares = venue.endpoints.map((endpoint) => budget.usedShare(poolOf(venue, endpoint)));
        return {
          ...sourceHealth(venue, shown, sourceContext(null)),
          usedShare: Math.max(0, ...shares),
          permission: tools.isPermitted(venue) ? 'granted' : 'missing',
        };
      }),
    nextPoll: () => (scheduler.inFlight() > 0 ? clock.now() : scheduler.nextAt()),
    wake() {
      if (!restored) return;
      follow();
      scheduler.pump();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async settle() {
      await Promise.all([history.flush(), kept.save(budget)]);
    },
  };
}
