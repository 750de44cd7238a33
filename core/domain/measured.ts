import type { Ms } from './time.ts';

/** A value with both clocks and its source. */
export interface Known<T = number> {
  readonly value: T;
  readonly venueTime: Ms;
  readonly receivedTime: Ms;
  /** Venue id, or `combined` for a cross-venue value, or `estimate` for a modelled one. */
  readonly source: string;
}

export type MissingReason =
  | 'not-published'
  | 'not-yet'
  | 'warming-up'
  | 'source-down'
  | 'stale'
  | 'rejected'
  | 'too-few';

/** Why there is no value; `detail` is a short English clause such as `3 of 7 days`. */
export interface Missing {
  readonly missing: MissingReason;
  readonly detail: string;
}

/** Nothing on a screen is a bare number: it is known with its age, or missing with its reason. */
export type Measured<T = number> = Known<T> | Missing;

export function isKnown<T>(measured: Measured<T>): measured is Known<T> {
  return !('missing' in measured);
}

export function missing(reason: MissingReason, detail = ''): Missing {
  return { missing: reason, detail };
}

/** The same provenance with another value. */
export function derive<T, U>(from: Measured<T>, to: (value: T) => U): Measured<U> {
  return isKnown(from) ? { ...from, value: to(from.value) } : from;
}
