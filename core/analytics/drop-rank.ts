import type { Ms } from '../domain/time.ts';
import { MAP_SCORE } from './parameters.ts';

/** The latest changes of open interest, for each length of bar: a ring each. */
export type DropRank = Map<Ms, { readonly changes: Float64Array; next: number; count: number }>;

export function createDropRank(): DropRank {
  return new Map();
}

/**
 * Whether `change` is a fall as large as in the lowest tenth of the bars of this length before it; the change then
 * joins them. Null while there are too few to say.
 */
export function isLargeDrop(rank: DropRank, duration: Ms, change: number): boolean | null {
  let ring = rank.get(duration);
  if (ring === undefined) {
    ring = { changes: new Float64Array(MAP_SCORE.rankedBars), next: 0, count: 0 };
    rank.set(duration, ring);
  }
  let lower = 0;
  for (let row = 0; row < ring.count; row += 1) if (ring.changes[row]! < change) lower += 1;
  const known = ring.count;
  ring.changes[ring.next] = change;
  ring.next = (ring.next + 1) % MAP_SCORE.rankedBars;
  ring.count = Math.min(MAP_SCORE.rankedBars, known + 1);
  if (known < MAP_SCORE.leastRankedBars) return null;
  return change < 0 && lower < known * MAP_SCORE.largeDropShare;
}
