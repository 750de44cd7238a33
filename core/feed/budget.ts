import type { Ms } from '../domain/time.ts';
import type { RateLimit } from '../venues/venue.ts';
import { type BudgetState, type PoolState, readBudgetState, writeBudgetState } from './budget-state.ts';
import { createLeapWatch } from './leap-watch.ts';
import type { Clock } from './ports.ts';

/**
 * A limit is per IP and the user's own trading shares it.
 * `poll` is the steady state, `backfill` fills history, `urgent` is a cold pair's first wave; whatever they
 * do together, no window ever holds more than `hard`.
 */
export const SHARES = { hard: 0.05, poll: 0.02, backfill: 0.03, urgent: 0.05 } as const;

export type Lane = 'poll' | 'backfill' | 'urgent';

/** From here on others (the user's bots) need the limit more than we do. */
const BUSY = 0.5;

export interface Pool {
  /** Budgets are shared by this name. */
  readonly id: string;
  readonly limit: RateLimit;
}

export interface Budget {
  /** 0 when a request of this weight may leave now; Infinity when it is heavier than any window allows. */
  waitMs(pool: Pool, weight: number, lane: Lane): Ms;
  spend(pool: Pool, weight: number, lane: Lane): void;
  /** The venue's own count of what this IP used in the running window. */
  noteUsed(pool: Pool, used: number): void;
  /** Nothing leaves for this host before `until`; a later end replaces an earlier one. */
  block(host: string, until: Ms): void;
  /** End of a running block, or null. */
  blockedUntil(host: string): Ms | null;
  /** Share of the published limit we used in the last window, 0…1. */
  usedShare(pool: Pool): number;
  /** Takes over what an earlier worker spent and was forbidden, added to what this one already did. */
  restore(stored: unknown): void;
  /** Everything to be kept, as JSON. */
  serialize(): unknown;
}

/** Heaviest request the hard cap admits for this limit, in its own unit. */
export function heaviest(limit: RateLimit): number {
  return SHARES.hard * limit.capacity * widening(limit);
}

/** A limit so small that 5 % of a window is less than one request is held over several windows. */
function widening(limit: RateLimit): number {
  return Math.max(1, Math.ceil(1 / (SHARES.hard * limit.capacity)));
}

/**
 * Token budgets by sliding window, in absolute machine time so that they outlive the worker.
 * When the wall clock leaps, every remembered time is moved with it: a leap never frees budget or ends a ban.
 */
export function createBudget(clock: Clock): Budget {
  const state: BudgetState = { wall: clock.now(), pools: new Map(), blocks: new Map() };
  const leaps = createLeapWatch(clock);

  function now(): Ms {
    const leap = leaps.check();
    if (leap !== 0) shift(state, leap);
    state.wall = clock.now();
    return state.wall;
  }

  function pool({ id }: Pool): PoolState {
    let found = state.pools.get(id);
    if (found === undefined) {
      found = { spends: [], used: null };
      state.pools.set(id, found);
    }
    return found;
  }

  /** Wait until `weight` fits under `allowed` units of the given lanes within `span`. */
  function fits(spends: PoolState['spends'], at: Ms, span: Ms, allowed: number, weight: number, lane?: Lane) {
    const counted = spends.filter((spend) => spend.time > at - span && (!lane || spend.lane === lane));
    let excess = counted.reduce((sum, spend) => sum + spend.weight, 0) + weight - allowed;
    for (const spend of counted) {
      if (excess <= 1e-9) return 0;
      excess -= spend.weight;
      if (excess <= 1e-9) return Math.max(0, spend.time + span - at);
    }
    return excess <= 1e-9 ? 0 : Number.POSITIVE_INFINITY;
  }

  function busyness(entry: PoolState, at: Ms, limit: RateLimit): number {
    if (entry.used === null || entry.used.time <= at - limit.windowMs) return 0;
    return entry.used.units / limit.capacity;
  }

  return {
    waitMs(of, weight, lane) {
      const at = now();
      const { limit } = of;
      const entry = pool(of);
      const until = state.blocks.get(limit.host) ?? 0;
      if (until > at) return until - at;

      const wide = widening(limit);
      const hard = SHARES.hard * limit.capacity * wide;
      if (weight > hard) return Number.POSITIVE_INFINITY;
      const busy = busyness(entry, at, limit);
      const room = busy > BUSY ? hard * Math.max(0, (1 - busy) / (1 - BUSY)) : hard;
      if (entry.used !== null && weight > room) return entry.used.time + limit.windowMs - at;

      const share = SHARES[lane] * limit.capacity;
      const laneWide = Math.max(1, Math.ceil(weight / share));
      return Math.max(
        fits(entry.spends, at, limit.windowMs * wide, room, weight),
        fits(entry.spends, at, limit.windowMs * laneWide, share * laneWide, weight, lane),
      );
    },

    spend(of, weight, lane) {
      const at = now();
      const entry = pool(of);
      const widest = Math.ceil((widening(of.limit) * SHARES.hard) / SHARES.poll);
      const keep = at - of.limit.windowMs * widest;
      entry.spends = entry.spends.filter((spend) => spend.time > keep);
      entry.spends.push({ time: at, weight, lane });
    },

    noteUsed(of, used) {
      pool(of).used = { time: now(), units: used };
    },

    block(host, until) {
      now();
      state.blocks.set(host, Math.max(until, state.blocks.get(host) ?? 0));
    },

    blockedUntil(host) {
      const until = state.blocks.get(host) ?? 0;
      return until > now() ? until : null;
    },

    usedShare(of) {
      const from = now() - of.limit.windowMs;
      const units = pool(of)
        .spends.filter((spend) => spend.time > from)
        .reduce((sum, spend) => sum + spend.weight, 0);
      return units / of.limit.capacity;
    },

    restore(stored) {
      const earlier = readBudgetState(stored);
      const wall = now();
      // Without a monotonic clock across restarts only a leap backwards shows.
      if (earlier.wall > wall) shift(earlier, wall - earlier.wall);
      for (const [id, entry] of earlier.pools) {
        const known = state.pools.get(id);
        const spends = [...entry.spends, ...(known?.spends ?? [])].sort((a, b) => a.time - b.time);
        state.pools.set(id, { spends, used: known?.used ?? entry.used });
      }
      for (const [host, until] of earlier.blocks) {
        state.blocks.set(host, Math.max(until, state.blocks.get(host) ?? 0));
      }
    },

    serialize() {
      now();
      return writeBudgetState(state);
    },
  };
}

function shift(state: BudgetState, by: Ms): void {
  for (const entry of state.pools.values()) {
    for (const spend of entry.spends) spend.time += by;
    if (entry.used !== null) entry.used.time += by;
  }
  for (const [host, until] of state.blocks) state.blocks.set(host, until + by);
}
