import type { Known } from '../../core/domain/measured.ts';
import { type Reading, trueTime } from '../../core/domain/reading.ts';
import type { Ms } from '../../core/domain/time.ts';

/** The viewed venue's clock now: venue times are never compared with this machine's clock. */
export function marketNow(reading: Reading, now: Ms): Ms {
  return reading.marketTime + Math.max(0, now - reading.builtTime);
}

export function ageOf(known: Known<unknown>, reading: Reading, now: Ms): Ms {
  return Math.max(now, known.receivedTime) - trueTime(known, reading);
}
