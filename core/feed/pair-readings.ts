import type { MarketInputs } from '../domain/market-inputs.ts';
import { isKnown } from '../domain/measured.ts';
import type { Reading } from '../domain/reading.ts';
import type { SourceHealth } from '../domain/source-health.ts';
import { INTERVAL_MS, type Ms, SECOND } from '../domain/time.ts';
import type { Freshness } from '../messages/protocol.ts';
import type { History } from './history.ts';
import { elapsed } from './leap-watch.ts';
import type { Assess, Cancel, Clock, KeyValueStore, Timers } from './ports.ts';

/** New data is assessed at most this often for one pair. */
const EVERY: Ms = SECOND;
/** A cold pair's first answers arrive together: one assessment of most of them beats three of few. */
const FIRST_AFTER: Ms = 200;
/** How often a Reading is kept for the next worker, and for the next start of the browser. */
const KEEP_EVERY = { session: 5 * SECOND, local: 60 * SECOND } as const;
/** Readings of another shape are not served. */
const SHAPE = 2;

export interface PairReading {
  readonly reading: Reading;
  readonly freshness: Freshness;
}

export interface PairReadingsTools<State> {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly assess: Assess<State>;
  readonly history: History;
  readonly session: KeyValueStore;
  readonly local: KeyValueStore;
  /** Null while there is too little to say anything. */
  inputs(key: string): MarketInputs | null;
  sources(key: string): readonly SourceHealth[];
  /** @param kept what an earlier worker said of the Reading it left */
  freshness(key: string, kept?: Freshness): Freshness | null;
  changed(key: string): void;
}

export interface PairReadings {
  /** New data for a pair: assesses it soon. */
  touch(key: string): void;
  /** No new data, but what is said of the sources changed. */
  relabel(key: string): void;
  get(key: string): PairReading | null;
  /** Brings back what an earlier worker kept; later calls are free. */
  restore(key: string): Promise<void>;
  forget(key: string): void;
}

interface Entry<State> {
  state: State | undefined;
  held: PairReading | null;
  assessedAt: Ms;
  kept: { session: Ms; local: Ms };
  pending: Cancel | null;
}

/** Turns inputs into Readings at a bearable pace, numbers them and keeps the last one. */
export function createPairReadings<State>(tools: PairReadingsTools<State>): PairReadings {
  const { clock, timers } = tools;
  const entries = new Map<string, Entry<State>>();
  const restoring = new Map<string, Promise<void>>();

  function entry(key: string): Entry<State> {
    let found = entries.get(key);
    if (found === undefined) {
      found = { state: undefined, held: null, assessedAt: 0, kept: { session: 0, local: 0 }, pending: null };
      entries.set(key, found);
    }
    return found;
  }

  function assess(key: string): void {
    const mine = entry(key);
    mine.pending = null;
    const inputs = tools.inputs(key);
    const freshness = tools.freshness(key);
    if (inputs === null || freshness === null) return;
    const { assessment, state } = tools.assess(inputs, mine.state);
    mine.state = state;
    mine.assessedAt = clock.monotonic();
    sampleDepth(key, assessment.cascade, inputs);
    const reading: Reading = {
      ...assessment,
      instrument: inputs.instrument,
      sequence: (mine.held?.reading.sequence ?? 0) + 1,
      builtTime: clock.now(),
      marketTime: inputs.marketTime,
      sources: tools.sources(key),
    };
    mine.held = { reading, freshness };
    keep(key, mine);
    tools.changed(key);
  }

  /** Depth within 1 % is nowhere published as history: its own samples are the only past it has. */
  function sampleDepth(
    key: string,
    { bids, asks }: Reading['cascade'],
    { book, receivedTime }: MarketInputs,
  ) {
    if (!isKnown(bids) || !isKnown(asks) || !isKnown(book)) return;
    const depth = bids.value.depthAtOnePercent + asks.value.depthAtOnePercent;
    if (!Number.isFinite(depth)) return;
    const mark = Math.floor(book.venueTime / INTERVAL_MS['5m']) * INTERVAL_MS['5m'];
    tools.history.merge(
      key,
      'depth:5m',
      [Float64Array.of(mark), Float64Array.of(depth)],
      receivedTime,
      'keep',
    );
  }

  function keep(key: string, mine: Entry<State>): void {
    const now = clock.monotonic();
    for (const area of ['session', 'local'] as const) {
      if (mine.kept[area] !== 0 && now - mine.kept[area] < KEEP_EVERY[area]) continue;
      mine.kept[area] = now;
      void tools[area].write(`reading:${key}`, { shape: SHAPE, ...mine.held });
    }
  }

  async function restore(key: string): Promise<void> {
    const read = readKept(key, await tools.session.read(`reading:${key}`));
    const held = read ?? readKept(key, await tools.local.read(`reading:${key}`));
    const mine = entry(key);
    if (held === null || mine.held !== null) return;
    mine.held = held;
    tools.changed(key);
  }

  return {
    touch(key) {
      const mine = entry(key);
      if (mine.pending !== null) return;
      const since = clock.monotonic() - mine.assessedAt;
      const wait = mine.assessedAt === 0 ? FIRST_AFTER : Math.max(0, EVERY - since);
      mine.pending = timers.after(wait, () => assess(key));
    },
    relabel(key) {
      const mine = entry(key);
      if (mine.held !== null) {
        const { reading, freshness } = mine.held;
        mine.held = {
          reading: { ...reading, sequence: reading.sequence + 1, sources: tools.sources(key) },
          freshness: tools.freshness(key, freshness) ?? freshness,
        };
      }
      tools.changed(key);
    },
    get(key) {
      const held = entries.get(key)?.held ?? null;
      return held === null
        ? null
        : { ...held, freshness: aged(tools.freshness(key, held.freshness) ?? held.freshness) };
    },
    restore(key) {
      let pending = restoring.get(key);
      if (pending === undefined) {
        pending = restore(key);
        restoring.set(key, pending);
      }
      return pending;
    },
    forget(key) {
      entries.get(key)?.pending?.();
      entries.delete(key);
      restoring.delete(key);
    },
  };

  /** A kept label may say «live» of what has grown old since. */
  function aged(freshness: Freshness): Freshness {
    const old = elapsed(freshness.asOf, clock.now()) > freshness.limitMs;
    return freshness.status === 'live' && old ? { ...freshness, status: 'stale' } : freshness;
  }
}

function readKept(key: string, stored: unknown): PairReading | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const { shape, reading, freshness } = stored as { shape?: unknown } & Partial<PairReading>;
  if (shape !== SHAPE || typeof reading?.builtTime !== 'number' || typeof freshness?.asOf !== 'number') {
    return null;
  }
  const { venue, venueSymbol } = reading.instrument ?? {};
  return `${venue}:${venueSymbol}` === key ? { reading, freshness } : null;
}
