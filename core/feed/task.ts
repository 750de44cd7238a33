import type { Ms } from '../domain/time.ts';
import type { Endpoint, Query, Venue } from '../venues/venue.ts';
import type { Lane } from './budget.ts';
import type { Rank } from './cadence.ts';
import type { TimeRange } from './gaps.ts';
import type { SeriesId } from './series-kinds.ts';

/** One request worth making. Equal ids are the same request, whoever wants it. */
export interface Task {
  readonly id: string;
  readonly venue: Venue;
  readonly endpoint: Endpoint;
  readonly query: Query;
  readonly lane: Lane;
  readonly rank: Rank;
  /** The pair that wants it; its polls are counted together. */
  readonly pair: string;
  /** This machine's clock; past means now. */
  readonly dueAt: Ms;
  /** Its value is about to wear out: it goes before all others. */
  readonly pressing?: boolean;
  /** How often it is asked; bounds how long a failure may silence it. */
  readonly periodMs: Ms;
  /** The part of a series it fills. */
  readonly fills?: { readonly key: string; readonly series: SeriesId; readonly range: TimeRange };
}
