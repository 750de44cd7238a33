import type { MarketInputs } from '../domain/market-inputs.ts';
import { isKnown, type Known, type Measured, type Missing } from '../domain/measured.ts';
import type { Ms } from '../domain/time.ts';

/** A value computed now from data that was true at `venueTime`. */
export function computed(
  inputs: Pick<MarketInputs, 'marketTime' | 'receivedTime'>,
  value: number,
  venueTime: Ms,
  source: string,
): Known {
  return {
    value,
    venueTime: Math.min(venueTime, inputs.marketTime),
    receivedTime: inputs.receivedTime,
    source,
  };
}

/** `to(a, b)` as old as the older of the two; the first missing one's reason otherwise. */
export function combine<A, B, C>(
  a: Measured<A>,
  b: Measured<B>,
  to: (a: A, b: B) => C | Missing,
): Measured<C> {
  if (!isKnown(a)) return a;
  if (!isKnown(b)) return b;
  const value = to(a.value, b.value);
  if (typeof value === 'object' && value !== null && 'missing' in value) return value;
  const older = a.venueTime <= b.venueTime ? a : b;
  return { ...older, value, source: a.source === b.source ? a.source : 'combined' };
}
