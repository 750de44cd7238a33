import { notionalOf } from '../domain/instrument.ts';
import type { OpenInterestObservation } from '../domain/observation.ts';
import { type Ms, SECOND } from '../domain/time.ts';
import type { InstrumentState } from './market-state.ts';

/** A price moves little within it; a worth set against an older mark would read as positions opened or closed. */
const SAME_MOMENT: Ms = 20 * SECOND;

/**
 * Open interest in the instrument's sizes. A venue may state what it is worth instead: that is divided by the
 * mark of the same moment, and null while there is none.
 */
export function inSizes(
  { unit, ...stated }: OpenInterestObservation,
  { instrument, latest }: InstrumentState,
): OpenInterestObservation | null {
  if (unit !== 'quote') return stated;
  const mark = latest.price?.observation;
  if (mark === undefined || Math.abs(mark.venueTime - stated.venueTime) > SAME_MOMENT) return null;
  const worthOfOne = notionalOf(instrument, 1, mark.markPrice);
  return { ...stated, openInterest: stated.openInterest / worthOfOne };
}
