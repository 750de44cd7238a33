import type { Ms } from '../domain/time.ts';
import type { Lane } from './budget.ts';

export interface PoolState {
  /** Ascending in time. */
  spends: { time: Ms; readonly weight: number; readonly lane: Lane }[];
  /** Last count the venue sent. */
  used: { time: Ms; readonly units: number } | null;
}

/** All times on this machine's clock. */
export interface BudgetState {
  /** The clock when the state was last looked at. */
  wall: Ms;
  readonly pools: Map<string, PoolState>;
  readonly blocks: Map<string, Ms>;
}

/** The state as JSON; Maps become entry lists. */
export function writeBudgetState(state: BudgetState): unknown {
  return { wall: state.wall, pools: [...state.pools], blocks: [...state.blocks] };
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function readUsed(value: unknown): PoolState['used'] {
  const { time, units } = (value ?? {}) as Record<string, unknown>;
  return isTime(time) && isTime(units) ? { time, units } : null;
}

/** Reads what `writeBudgetState` wrote; anything unreadable is left out. */
export function readBudgetState(stored: unknown): BudgetState {
  const raw = (typeof stored === 'object' && stored !== null ? stored : {}) as Record<string, unknown>;
  const pools = new Map<string, PoolState>();
  for (const entry of list(raw.pools)) {
    const [id, pool] = list(entry) as [unknown, { spends?: unknown; used?: unknown } | undefined];
    if (typeof id !== 'string') continue;
    const spends = list(pool?.spends).flatMap((spend) => {
      const { time, weight, lane } = (spend ?? {}) as Record<string, unknown>;
      const known = lane === 'poll' || lane === 'backfill' || lane === 'urgent';
      return isTime(time) && isTime(weight) && known ? [{ time, weight, lane: lane as Lane }] : [];
    });
    pools.set(id, { spends, used: readUsed(pool?.used) });
  }
  const blocks = new Map<string, Ms>();
  for (const entry of list(raw.blocks)) {
    const [host, until] = list(entry);
    if (typeof host === 'string' && isTime(until)) blocks.set(host, until);
  }
  return { wall: isTime(raw.wall) ? raw.wall : 0, pools, blocks };
}
