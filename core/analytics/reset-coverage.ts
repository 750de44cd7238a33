import type { MarketInputs } from '../domain/market-inputs.ts';
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

/** First moment of each series that evidence is read from, in a fixed order; null for one that is not there. */
export type Reach = readonly (Ms | null)[];

export function reachOf(inputs: MarketInputs): Reach {
  const { fundingHistory, premium1h, takerImbalance1h, depthHistory, spotBars1h, btcBars1h } = inputs;
  return [
    ...[fundingHistory, premium1h, takerImbalance1h, depthHistory].map((points) => points?.time[0] ?? null),
    ...[spotBars1h, btcBars1h].map((bars) => bars?.openTime[0] ?? null),
  ];
}

/** The earlier of both, series by series: what retention has dropped since was fed all the same. */
export function earliest(a: Reach, b: Reach): Reach {
  return a.map((first, index) => {
    const other = b[index] ?? null;
    return first === null || other === null ? (first ?? other) : Math.min(first, other);
  });
}

/** True when a series of `now` begins well before it did then. */
export function reachesFurther(then: Reach, now: Reach): boolean {
  return now.some((first, index) => {
    const before = then[index] ?? null;
    return first !== null && (before === null || first < before - HOUR);
  });
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
