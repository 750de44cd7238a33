import { type Ms, SECOND } from '../domain/time.ts';
import type { Clock } from './ports.ts';

/** Clocks are nudged by milliseconds all the time; that is no leap. */
const SLACK: Ms = SECOND / 4;

/** Notices when the wall clock was set, or the machine slept: the monotonic clock does neither. */
export interface LeapWatch {
  /** By how much the wall clock leapt since the last leap was noticed; 0 when it did not. */
  check(): Ms;
}

export function createLeapWatch(clock: Clock): LeapWatch {
  let reference = { wall: clock.now(), monotonic: clock.monotonic() };
  return {
    check() {
      const wall = clock.now();
      const monotonic = clock.monotonic();
      const leap = wall - reference.wall - (monotonic - reference.monotonic);
      if (Math.abs(leap) <= SLACK) return 0;
      reference = { wall, monotonic };
      return leap;
    },
  };
}

/** A remembered moment further ahead than this is none: the clock was set back since. */
const AHEAD: Ms = 5 * SECOND;

/** Time since a remembered moment; after the clock was set back it counts as long ago. */
export function elapsed(since: Ms, now: Ms): Ms {
  return since > now + AHEAD ? Number.POSITIVE_INFINITY : now - since;
}

/** When a period that began at `since` ends; at once when nothing is remembered or the clock was set back. */
export function dueAfter(since: Ms | null | undefined, period: Ms, now: Ms): Ms {
  return since === null || since === undefined || elapsed(since, now) === Number.POSITIVE_INFINITY
    ? 0
    : since + period;
}
