import type { Known } from '../../core/domain/measured.ts';
import type { Reading } from '../../core/domain/reading.ts';
import type { Ms } from '../../core/domain/time.ts';

/** The viewed venue's clock now: venue times are never compared with this machine's clock. */
export function marketNow(reading: Reading, now: Ms): Ms {
  return reading.marketTime + Math.max(0, now - reading.builtTime);
}

/** Time since reception by this machine's clock, plus how old the value already was at its venue then. */
export function ageOf(known: Known<unknown>, reading: Reading, now: Ms): Ms {
  const venueClockAtReception = reading.marketTime - (reading.builtTime - known.receivedTime);
  const lag = Math.max(0, venueClockAtReception - known.venueTime);
  return Math.max(0, now - known.receivedTime) + lag;
}
