import { type Ms, SECOND } from '../domain/time.ts';

/** Samples remembered: the least delayed of them is nearest to the truth. */
const SAMPLES = 16;
/** Beyond this the two clocks were set anew, or the market runs at another pace: older samples say nothing. */
const LEAP: Ms = 5 * SECOND;

/** What a venue's clock shows, estimated from the times it sends. */
export interface VenueClock {
  /** The venue said `venueTime` in something that arrived at `receivedTime` on this machine. */
  observe(venueTime: Ms, receivedTime: Ms): void;
  /** The venue's clock when this machine's shows `machineTime`; null before anything was heard. */
  at(machineTime: Ms): Ms | null;
  /** This machine's clock leapt by so much: what is known of the venue's does not change by it. */
  shift(leap: Ms): void;
  /** Venue clock minus machine clock; null before anything was heard. */
  offset(): Ms | null;
}

/**
 * A `Date` header is cut to the second and arrives late, so every sample is at or behind the truth and the
 * largest recent offset is the best one. Event times of a socket may only move the clock forward.
 * @param restored offset kept from an earlier worker
 */
export function createVenueClock(restored: Ms | null = null): VenueClock {
  let samples: Ms[] = restored === null ? [] : [restored];
  let best: Ms | null = restored;
  return {
    observe(venueTime, receivedTime) {
      const offset = venueTime - receivedTime;
      if (!Number.isFinite(offset)) return;
      if (best !== null && Math.abs(offset - best) > LEAP) samples = [];
      samples.push(offset);
      if (samples.length > SAMPLES) samples.shift();
      best = Math.max(...samples);
    },
    at: (machineTime) => (best === null ? null : machineTime + best),
    shift(leap) {
      samples = samples.map((offset) => offset - leap);
      if (best !== null) best -= leap;
    },
    offset: () => best,
  };
}
