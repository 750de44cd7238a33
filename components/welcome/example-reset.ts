import { clause } from '../../core/domain/clause.ts';
import type { ChecklistItem, ResetReading } from '../../core/domain/reset.ts';
import { HOUR, type Ms } from '../../core/domain/time.ts';
import type { ExampleMoment } from './example-reading.ts';

/** Building up, or five hours after a flush that left a clean market. */
export function exampleReset(moment: ExampleMoment, now: Ms): ResetReading {
  const quiet = { missing: null, pastFlushes: [], transitions: [] };
  if (moment === 'crowded') {
    const nothing = { flush: null, rebuilt: null, checklist: [], invalidations: [] };
    return { ...quiet, ...nothing, state: 'building', since: now - 9 * HOUR };
  }
  const item = (
    id: ChecklistItem['id'],
    verdict: ChecklistItem['verdict'],
    value: number | null,
    threshold: number | null,
    unit: ChecklistItem['unit'],
    note: ChecklistItem['note'],
  ): ChecklistItem => ({ id, verdict, value, threshold, unit, note, venueTime: now });
  return {
    ...quiet,
    state: 'clean',
    since: now - 2 * HOUR,
    flush: {
      side: 'long',
      startTime: now - 5.6 * HOUR,
      detectedTime: now - 5.4 * HOUR,
      endTime: now - 5.1 * HOUR,
      openInterestBefore: 92_000,
      openInterestLow: 78_600,
      openInterestDrop: 0.146,
      priceBefore: 66_900,
      priceExtreme: 61_300,
      priceMove: -0.084,
    },
    rebuilt: 0.06,
    checklist: [
      item('slow-rebuild', 'pass', 0.06, 0.5, 'fraction', clause('leverageGone')),
      item('funding', 'pass', 0.0000031, 0.000012, 'rate-per-hour', clause('fundingCooled')),
      item('basis', 'pass', 0.0001, 0.0006, 'fraction', clause('basisCompressed')),
      item('depth', 'pass', 0.91, 0.8, 'ratio', clause('bookBack')),
    ],
    invalidations: [
      { id: 'oi-above-pre-flush', openInterest: 92_000, price: 66_900, fundingHourly: null, met: false },
    ],
  };
}
