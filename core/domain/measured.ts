import { type Clause, type ClauseCode, type ClauseFigures, clause } from './clause.ts';
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

/** Why there is no value; `detail` says more, such as how many of the days needed are there. */
export interface Missing {
  readonly missing: MissingReason;
  readonly detail: Clause | null;
}

/** Nothing on a screen is a bare number: it is known with its age, or missing with its reason. */
export type Measured<T = number> = Known<T> | Missing;

export function isKnown<T>(measured: Measured<T>): measured is Known<T> {
  return !('missing' in measured);
}

export function missing(reason: MissingReason): Missing;
export function missing<Code extends ClauseCode>(
  reason: MissingReason,
  code: Code,
  ...figures: ClauseFigures[Code]
): Missing;
export function missing<Code extends ClauseCode>(
  reason: MissingReason,
  code?: Code,
  ...figures: ClauseFigures[Code]
): Missing {
  return { missing: reason, detail: code === undefined ? null : clause(code, ...figures) };
}

/** The same provenance with another value. */
export function derive<T, U>(from: Measured<T>, to: (value: T) => U): Measured<U> {
  return isKnown(from) ? { ...from, value: to(from.value) } : from;
}
