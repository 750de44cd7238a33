import { type Instrument, instrumentKey } from '../domain/instrument.ts';
import { MINUTE, type Ms } from '../domain/time.ts';
import type { Venue } from '../venues/venue.ts';
import { RANKS, type Rank } from './cadence.ts';
import { type Cast, castOf } from './cast.ts';
import type { Catalogue } from './catalogue.ts';
import type { History } from './history.ts';
import type { MarketState } from './market-state.ts';
import type { PairReadings } from './pair-readings.ts';
import type { Want } from './plan.ts';
import type { Cancel, Timers } from './ports.ts';
import type { Streams } from './streams.ts';

/** A pair nobody looks at stays in memory this long. */
const RETIRE_AFTER: Ms = 2 * MINUTE;

export interface AttentionTools {
  readonly timers: Timers;
  readonly catalogue: Catalogue;
  readonly history: History;
  readonly market: MarketState;
  readonly readings: PairReadings;
  readonly streams: Streams;
  usableVenues(): readonly Venue[];
  /** A series was read from disk: what is missing is known now. */
  opened(): void;
}

/** Who wants which pairs, and what has to be held in memory and on sockets for them. */
export interface Attention {
  /** Returns false when the owner wanted just that before. */
  set(owner: string, wants: readonly Want[]): boolean;
  /** Every wanted pair once, with its most urgent rank. */
  wants(): readonly Want[];
  /** Wanted pairs whose Reading draws on any of these instruments. */
  drawingOn(instruments: ReadonlySet<string>): string[];
  /** Whether every series the pair's Reading draws on was read from disk: a Reading without them would be worse. */
  isCharted(key: string): boolean;
  /** Holds what is wanted now; to be called when wants, lists or venues changed. */
  apply(): void;
}

export function createAttention(tools: AttentionTools): Attention {
  const { catalogue, history, market, readings } = tools;
  const owners = new Map<string, readonly Want[]>();
  let casts: ReadonlyMap<string, Cast> = new Map();
  let cancelRetire: Cancel | null = null;

  function wants(): Want[] {
    const ranks = new Map<string, Rank>();
    for (const { key, rank } of [...owners.values()].flat()) {
      const known = ranks.get(key);
      if (known === undefined || RANKS.indexOf(rank) < RANKS.indexOf(known)) ranks.set(key, rank);
    }
    return [...ranks].map(([key, rank]) => ({ key, rank }));
  }

  function apply(): void {
    const visible = new Map<Venue, Instrument[]>();
    const wanted = new Map<string, Cast>();
    for (const { key, rank } of wants()) {
      void readings.restore(key);
      const cast = castOf(key, tools.usableVenues(), catalogue);
      if (cast === null) continue;
      wanted.set(key, cast);
      for (const instrument of cast.followed) market.follow(instrument);
      for (const instrument of cast.charted) {
        const charted = instrumentKey(instrument);
        if (!history.isOpen(charted)) void history.open(charted).then(tools.opened);
      }
      if (rank === 'visible') {
        visible.set(cast.venue, [...(visible.get(cast.venue) ?? []), cast.viewed]);
      }
    }
    casts = wanted;
    tools.streams.follow(visible);
    cancelRetire?.();
    cancelRetire = tools.timers.after(RETIRE_AFTER, retire);
  }

  /** Frees what no wanted pair draws on. */
  function retire(): void {
    const needed = new Set([...casts.values()].flatMap(({ followed }) => followed.map(instrumentKey)));
    for (const key of market.keys()) {
      if (needed.has(key)) continue;
      market.forget(key);
      readings.forget(key);
      void history.close(key);
    }
  }

  return {
    set(owner, wanted) {
      if (same(owners.get(owner) ?? [], wanted)) return false;
      if (wanted.length === 0) owners.delete(owner);
      else owners.set(owner, wanted);
      return true;
    },
    wants,
    isCharted: (key) => casts.get(key)?.charted.every((one) => history.isOpen(instrumentKey(one))) ?? false,
    drawingOn: (instruments) =>
      [...casts].flatMap(([key, { followed }]) =>
        followed.some((one) => instruments.has(instrumentKey(one))) ? [key] : [],
      ),
    apply,
  };
}

function same(a: readonly Want[], b: readonly Want[]): boolean {
  return a.length === b.length && a.every(({ key, rank }, i) => key === b[i]?.key && rank === b[i]?.rank);
}
