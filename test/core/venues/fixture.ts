import type { Instrument } from '../../../core/domain/instrument.ts';
import type { BarInterval } from '../../../core/domain/time.ts';
import type { StreamChannel, VenueRequest } from '../../../core/venues/venue.ts';
import type { FaultKind } from '../../../core/venues/venue-error.ts';

/**
 * test/fixtures/<venue id>.json: the documented envelope and field types with values of our own.
 * The generic test in venues.test.ts runs every case of every venue in the registry.
 */
export interface VenueFixture {
  /** Equal to the file's name and the registry's id. */
  readonly venue: string;
  /** The venue's documentation. */
  readonly docs: string;
  /** Clocks of every case: `ParseContext.receivedTime` and `venueTime`. */
  readonly receivedTime: number;
  readonly venueTime: number;
  /** Instruments known to the context, looked up by `venueSymbol` in the cases. */
  readonly instruments: readonly Instrument[];
  /** At least one case for each declared endpoint. */
  readonly endpoints: readonly EndpointCase[];
  /** Absent when the venue has no stream. */
  readonly stream?: StreamFixture;
  readonly faults: readonly FaultCase[];
}

export interface EndpointCase {
  /** `Endpoint.id`. */
  readonly endpoint: string;
  /** What the case shows, e.g. `a delisted symbol is skipped`. */
  readonly says: string;
  readonly query: {
    /** Becomes `query.instrument`. */
    readonly venueSymbol?: string;
    readonly interval?: BarInterval;
    readonly since?: number;
    readonly until?: number;
    readonly limit?: number;
  };
  readonly request: VenueRequest;
  readonly answer: unknown;
  /** Expected, whole; `venue` and `receivedTime` are the fixture's and may be left out. */
  readonly observations: readonly object[];
}

export interface StreamFixture {
  /** What opening these yields. */
  readonly open: readonly {
    readonly venueSymbols: readonly string[];
    readonly channels: readonly StreamChannel[];
    readonly url: string;
    /** Frames sent, as JSON (or plain text) would read. */
    readonly subscribe: readonly unknown[];
  }[];
  readonly frames: readonly {
    readonly says: string;
    /** An object is sent as its JSON text, a string as it is. */
    readonly frame: unknown;
    readonly observations: readonly object[];
  }[];
}

export interface FaultCase {
  readonly says: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Parsed JSON, or a string for text and HTML. */
  readonly body: unknown;
  /** Null: this answer is no fault. `until` is on the machine's clock (the fixture's `receivedTime`). */
  readonly expected: { readonly kind: FaultKind; readonly until: number | null } | null;
}
