import type { Clause } from '../domain/clause.ts';
import type { VenueId } from '../domain/instrument.ts';
import type { Ms } from '../domain/time.ts';

export type FaultKind =
  | 'rate-limited'
  | 'banned'
  | 'blocked-region'
  | 'maintenance'
  | 'unknown-symbol'
  | 'invalid-answer'
  | 'venue-error'
  | 'unreachable';

/** A fault in words: what the venue said, and until when to leave it alone. */
export interface VenueFault {
  readonly kind: FaultKind;
  /** The venue's own words or the HTTP status, quoted as they are; a clause where the words are ours. */
  readonly detail: string | Clause;
  /** This machine's clock; null when the venue named no end. */
  readonly until: Ms | null;
}

/** Thrown at a venue's border; caught by the feed, never by a surface. */
export class VenueError extends Error {
  readonly venue: VenueId;
  readonly endpoint: string;
  readonly fault: VenueFault;

  constructor(venue: VenueId, endpoint: string, fault: VenueFault, options?: { cause?: unknown }) {
    const { kind, detail } = fault;
    super(`${venue} ${endpoint}: ${kind}: ${typeof detail === 'string' ? detail : detail.code}`, options);
    this.name = 'VenueError';
    this.venue = venue;
    this.endpoint = endpoint;
    this.fault = fault;
  }
}
