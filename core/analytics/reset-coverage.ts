import { HOUR, type Ms } from '../domain/time.ts';
import type { MarketFrames } from './frame-columns.ts';

/** Between neighbouring rows with open interest, more than this is a hole. */
const HOLE: Ms = 1.5 * HOUR;
const KEPT_HOLES = 64;

/** Which past a machine was fed, so that history which arrives later is noticed. Plain JSON, bounded. */
export interface FedPast {
  /** First and last row with open interest. */
  readonly from: Ms;
  readonly until: Ms;
  /** Newest last; exclusive at both ends. */
  readonly holes: readonly { readonly since: Ms; readonly until: Ms }[];
}

/** `past` with one more row that has open interest. */
export function withRow(past: FedPast | null, time: Ms): FedPast {
  if (past === null) return { from: time, until: time, holes: [] };
  const hole = { since: past.until, until: time };
  return {
    ...past,
    until: time,
    holes: time - past.until > HOLE ? [...past.holes, hole].slice(-KEPT_HOLES) : past.holes,
  };
}

/**
 * True when the first `count` rows hold a part of the past that was not there when it was fed: what a cold pair's
 * first answers leave out, or what a sleeping machine missed. Finer bars of hours that were fed are no such part.
 */
export function hasMorePast({ from, until, holes }: FedPast, frames: MarketFrames, count: number): boolean {
  let next = 0;
  for (let row = 0; row < count && frames.time[row]! < until; row += 1) {
    if (!(frames.openInterest[row]! > 0)) continue;
    const time = frames.time[row]!;
    if (time < from - HOUR) return true;
    while (next < holes.length && holes[next]!.until <= time) next += 1;
    if (next < holes.length && time > holes[next]!.since) return true;
  }
  return false;
}
