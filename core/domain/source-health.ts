import type { Clause } from './clause.ts';
import type { VenueId } from './instrument.ts';
import type { Ms } from './time.ts';

export type SourceStatus =
  | 'live'
  | 'waiting'
  | 'stale'
  | 'offline'
  | 'rate-limited'
  | 'blocked-region'
  | 'maintenance'
  | 'not-listed'
  | 'frozen'
  /** Its price is another one: perhaps another coin of the same ticker. Left out of combined values. */
  | 'apart'
  | 'invalid-answer'
  | 'no-permission'
  | 'off';

/** One venue's part in a Reading. */
export interface SourceHealth {
  readonly venue: VenueId;
  readonly name: string;
  readonly status: SourceStatus;
  /** This machine's clock of the last good answer. */
  readonly lastGoodTime: Ms | null;
  /** How old the newest value was, by the venue's own clock, when it arrived. */
  readonly venueLagMs: Ms | null;
  /** When a rate limit or ban ends (this machine's clock). */
  readonly until: Ms | null;
  /** What the venue answered, or why there is no answer; null when the status says it all. */
  readonly detail: Clause | null;
}

export type Grade = 'A' | 'B' | 'C' | 'D';

export interface GradeReading {
  readonly grade: Grade;
  /** Worst first. */
  readonly reasons: readonly Clause[];
}
