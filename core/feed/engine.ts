import { type Instrument, instrumentKey } from '../domain/instrument.ts';
import type { MarketInputs } from '../domain/market-inputs.ts';
import type { Observation } from '../domain/observation.ts';
import type { SourceHealth } from '../domain/source-health.ts';
import { type Ms, SECOND } from '../domain/time.ts';
import type { VenueStatus } from '../messages/protocol.ts';
import { type PageClaim, type PageResolution, resolvePage } from '../venues/page-resolution.ts';
import type { Venue } from '../venues/venue.ts';
import type { VenueFault } from '../venues/venue-error.ts';
import { createAttention } from './attention.ts';
import { createBudget } from './budget.ts';
import { createCatalogue } from './catalogue.ts';
import { createHistory } from './history.ts';
import { createKeptState } from './kept-state.ts';
import { createLeapWatch } from './leap-watch.ts';
import { createLook, type Look } from './long-look.ts';
import { type InputsContext, marketInputs } from './market-inputs.ts';
import { createMarketState, provisionOf } from './market-state.ts';
import { createPairReadings, type PairReading } from './pair-readings.ts';
import { planPair, type Want } from './plan.ts';
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
import { type Answered, createRequester } from './requester.ts';
import { createScheduler } from './scheduler.ts';
import { createHealthRecord } from './source-health.ts';
import { createSources } from './sources.ts';
import { createStreams } from './streams.ts';
import { createTailRecord } from './tail-record.ts';
import type { Task } from './task.ts';
import { isVital } from './vital.ts';

/** What arrived is written together: answers were paid for and soon, what a socket repeats in its time. */
const FLUSH_AFTER = { answer: SECOND, frame: 10 * SECOND } as const;
/** Newest values, in the session store. */
const VALUES = 'values';

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
  /** Brings back what an earlier worker left. Nothing is asked before; later calls are free. */
  restore(): Promise<void>;
  /** Replaces what one owner (a tab, the popup, the alarm) wants. */
  want(owner: string, wants: readonly Want[]): void;
  /** What is known of a pair; null before its first Reading. */
  pair(key: string): PairReading | null;
  /** A receiver's view of a pair over time; costs nothing until it is asked. */
  look(key: string): Look;
  /** Serves a Reading an earlier worker kept, if there is one. */
  recall(key: string): Promise<void>;
  /** The pair a page shows, of the venues that claim it. */
  resolve(claims: readonly PageClaim[]): PageResolution | null;
  instrument(key: string): Instrument | null;
  search(text: string, limit: number): Instrument[];
  sourcesOf(key: string): readonly SourceHealth[];
  status(): VenueStatus[];
  /** This machine's clock of the next request planned; null when none is. */
  nextPoll(): Ms | null;
  /** Settings, permissions or an alarm changed what is to be done: plan anew. */
  wake(): void;
  /** Called with the key of each pair something changed for, or `LISTS_CHANGED`. */
  subscribe(listener: (key: string) => void): Cancel;
  /** Forgets every series and Reading in memory; what is wanted is fetched anew. */
  forget(): void;
  /** Writes what is not written yet. */
  settle(): Promise<void>;
}

/** From wanted pairs to Readings: plans, asks, keeps, assesses, tells. All that touches the world is a port. */
export function createEngine<State>(tools: EngineTools<State>): Engine {
  const { clock, timers, venues, session } = tools;
  const listeners = new Set<(key: string) => void>();
  const usableVenues = () => venues.filter((venue) => !tools.isOff(venue) && tools.isPermitted(venue));
  const tell = (key: string) => {
    for (const listener of listeners) listener(key);
  };
  let restored = false;
  let restoring: Promise<void> | null = null;
  let flushAt: Ms = Number.POSITIVE_INFINITY;

  const kept = createKeptState(tools.local);
  const budget = createBudget(clock);
  const catalogue = createCatalogue(tools.local);
  const history = createHistory(tools.historyStore);
  const market = createMarketState(history, clock.now);
  const health = createHealthRecord(clock.monotonic);
  const leaps = createLeapWatch(clock);
  const tails = createTailRecord(history);
  const sources = createSources({ ...tools, budget, catalogue, market, health });
  const venueNow = (venue: string) => kept.clockOf(venue).at(clock.now());

  const requester = createRequester({
    ...tools,
    budget,
    catalogue,
    venueClock: kept.clockOf,
    saveBudget: () => kept.save(budget),
  });
  const scheduler = createScheduler({
    ...tools,
    budget,
    requester,
    plan,
    asked: tails.asked,
    answered,
    failed,
  });
  const streams = createStreams({
    ...tools,
    catalogue,
    venueClock: kept.clockOf,
    take: (observations, at) => take(observations, at, FLUSH_AFTER.frame),
    resumed(instruments) {
      tails.doubt(instruments);
      scheduler.pump();
    },
  });
  const readings = createPairReadings({
    ...tools,
    history,
    inputs,
    sources: sources.of,
    freshness: sources.freshness,
    changed: tell,
  });
  const attention = createAttention({
    timers,
    catalogue,
    history,
    market,
    readings,
    streams,
    usableVenues,
    opened() {
      for (const { key } of attention.wants()) readings.touch(key);
      scheduler.pump();
    },
  });

  function contextNow(): InputsContext {
    return { now: clock.now(), venues: usableVenues(), catalogue, market, history, venueNow };
  }

  function inputs(key: string): MarketInputs | null {
    const state = market.find(key);
    const venue = venues.find(({ id }) => id === state?.instrument.venue);
    if (venue === undefined || state?.latest.price === undefined || !attention.isCharted(key)) return null;
    return marketInputs(venue, state, contextNow());
  }

  function plan(): readonly Task[] {
    if (!restored) return [];
    const leap = leaps.check();
    if (leap !== 0) {
      kept.leapt(leap);
      // The next worker could take the leap for time that passed, and a ban for over.
      void kept.save(budget);
    }
    const wants = attention.wants();
    const context = { ...contextNow(), pairs: wants.length, lastTail: tails.last };
    return wants.flatMap((want) => planPair(want, context));
  }

  function answered(task: Task, { observations, venueNow: at, receivedTime }: Answered): void {
    const ailing = health.fault(task.venue.id) !== null;
    if (isVital(task.endpoint)) health.good(task.venue.id, task.endpoint, receivedTime);
    const listed = observations.flatMap((one) => (one.kind === 'instrument' ? [one.instrument] : []));
    const isList = task.endpoint.provides.includes('instrument');
    if (isList && catalogue.put(task.venue.id, listed, receivedTime)) {
      attention.apply();
      // A page that waited for the list learns which pair it shows.
      tell(LISTS_CHANGED);
    }
    tails.answered(task, observations, receivedTime);
    take(observations, at, FLUSH_AFTER.answer);
    if (ailing && health.fault(task.venue.id) === null) relabel();
  }

  function failed(task: Task, fault: VenueFault): void {
    tails.failed(task);
    const { instrument } = task.query;
    if (isVital(task.endpoint)) {
      health.bad(task.venue.id, task.endpoint, fault);
      if (fault.kind === 'unknown-symbol' && instrument) {
        market.refuse(instrumentKey(instrument), fault.detail);
      }
    }
    relabel();
  }

  /** Every Reading names every venue among its sources. */
  function relabel(): void {
    for (const { key } of attention.wants()) readings.relabel(key);
  }

  function take(observations: readonly Observation[], at: Ms, flushAfter: Ms): void {
    noteReceived(observations);
    const changed = market.take(observations, at);
    if (changed.size === 0) return;
    for (const key of attention.drawingOn(changed)) readings.touch(key);
    const due = clock.monotonic() + flushAfter;
    if (due >= flushAt) return;
    flushAt = due;
    timers.after(flushAfter, () => void flush());
  }

  /** Values end the fault of whoever failed to bring them. */
  function noteReceived(observations: readonly Observation[]): void {
    const venue = observations[0]?.venue;
    if (venue === undefined || health.fault(venue) === null) return;
    health.received(venue, new Set(observations.map(provisionOf)));
    if (health.fault(venue) === null) relabel();
  }

  async function flush(): Promise<void> {
    flushAt = Number.POSITIVE_INFINITY;
    await Promise.all([history.flush(), session.write(VALUES, market.snapshot())]);
  }

  function wake(): void {
    if (!restored) return;
    attention.apply();
    scheduler.pump();
  }

  async function restore(): Promise<void> {
    const [values] = await Promise.all([
      session.read(VALUES),
      kept.restore(budget),
      catalogue.restore(venues.map(({ id }) => id)),
    ]);
    market.restore(values);
    restored = true;
    wake();
  }

  return {
    restore() {
      restoring ??= restore();
      return restoring;
    },
    want(owner, wanted) {
      if (attention.set(owner, wanted)) wake();
    },
    pair: readings.get,
    look: (key) =>
      createLook(key, {
        local: tools.local,
        inputs: () => inputs(key),
        sources: () => sources.of(key),
        context: contextNow,
      }),
    recall: readings.restore,
    resolve(claims) {
      return resolvePage(claims, (venue) =>
        catalogue.receivedTime(venue) === null ? null : catalogue.listed(venue).values(),
      );
    },
    instrument: catalogue.byKey,
    search: catalogue.search,
    sourcesOf: sources.of,
    status: sources.status,
    nextPoll: () => (scheduler.inFlight() > 0 ? clock.now() : scheduler.nextAt()),
    wake,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    forget() {
      history.clear();
      for (const { key } of attention.wants()) readings.forget(key);
      wake();
    },
    async settle() {
      await Promise.all([flush(), kept.save(budget)]);
    },
  };
}
