import type { Instrument, VenueId } from '../domain/instrument.ts';
import type { Observation, ObservationKind, SeriesKind } from '../domain/observation.ts';
import type { BarInterval, Ms } from '../domain/time.ts';
import type { VenueFault } from './venue-error.ts';

/** A public request, described; only core/browser/http.ts performs it. */
export interface VenueRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** JSON body of a POST. */
  readonly body?: unknown;
}

/** What is asked. `instrument` is absent for venue-wide endpoints. Times are venue clock, inclusive. */
export interface Query {
  readonly instrument?: Instrument;
  readonly interval?: BarInterval;
  readonly since?: Ms;
  readonly until?: Ms;
  /** Rows wanted; the endpoint caps it at `maxRows`. */
  readonly limit?: number;
  /** Rows expected after `until`, for venues that number their pages from the newest on; absent: none. */
  readonly newer?: number;
}

export interface ParseContext {
  readonly query: Query;
  /** Known instruments by venue symbol; rows of unknown symbols are skipped. */
  readonly instruments: ReadonlyMap<string, Instrument>;
  /** This machine's clock when the answer arrived. */
  readonly receivedTime: Ms;
  /** The venue's clock when it answered (Date header), for answers that carry no time of their own. */
  readonly venueTime: Ms;
}

/** What an endpoint yields, so that the feed can find it. Series and candles name which. */
export type Provision =
  | Exclude<ObservationKind, 'series' | 'candles' | 'volume'>
  | `series:${SeriesKind}`
  | 'candles:perp'
  | 'candles:spot'
  | 'volume:perp'
  | 'volume:spot';

export interface Endpoint {
  /** Unique within the venue; names its fixture, e.g. `openInterestHist`. */
  readonly id: string;
  readonly provides: readonly Provision[];
  /** `venue`: one answer for every instrument. `instrument`: `query.instrument` is required. */
  readonly scope: 'venue' | 'instrument';
  /** Steps its series come in; absent: every one that is stored. */
  readonly intervals?: readonly BarInterval[];
  /** The venue's documentation page. */
  readonly docs: string;
  /** Key into `Venue.limits`. */
  readonly limit: string;
  /** Cost of one request in that limit's unit. */
  weight(query: Query): number;
  /** Rows one answer can hold, for endpoints that page by time. */
  readonly maxRows?: number;
  /** How far back it reaches, where it is bounded. */
  readonly reachMs?: Ms;
  request(query: Query): VenueRequest;
  /**
   * Turns the venue's answer into observations in domain units.
   * @throws VenueError `invalid-answer` when the shape is wrong; the classified fault for an error envelope.
   */
  parse(payload: unknown, context: ParseContext): Observation[];
}

/** A published limit of one host, per IP. */
export interface RateLimit {
  readonly host: string;
  /** Units (requests or weight) allowed in the window. */
  readonly capacity: number;
  readonly windowMs: Ms;
  /** Response header with the units already used by this IP in the window, if the venue sends it. */
  readonly usedHeader?: string;
  /** Limits with the same pool share one budget (also across venues of one host family). */
  readonly pool?: string;
}

export type StreamChannel = 'price' | 'liquidation' | 'candles' | 'open-interest';

/** A public socket. Frames may be cut at any moment; the feed replays `subscribe`. */
export interface VenueStream {
  readonly docs: string;
  readonly channels: readonly StreamChannel[];
  url(instruments: readonly Instrument[], channels: readonly StreamChannel[]): string;
  /** Text frames to send once open. */
  subscribe(instruments: readonly Instrument[], channels: readonly StreamChannel[]): string[];
  readonly ping?: { readonly everyMs: Ms; readonly frame: string };
  /** `frame` is the text received; acknowledgements and pongs yield []. */
  parse(frame: string, context: Omit<ParseContext, 'query'>): Observation[];
}

/** The parts of a page's address an adapter may read; a DOM `URL` fits. */
export interface PageUrl {
  readonly hostname: string;
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
}

/** What a trading page's URL says before any instrument list is known. */
export interface PageTarget {
  readonly page: 'perp' | 'spot';
  /** Perp pages: the venue symbol as spelled by the API; null where only the pair's names are known. Spot pages: null. */
  readonly venueSymbol: string | null;
  /** What to look the perp up by where its symbol is not known. */
  readonly base: string | null;
  readonly quote: string | null;
}

export interface VenuePages {
  /** Exact host names with trading pages, shared with other venues or not; empty for a venue without pages. */
  readonly hosts: readonly string[];
  /** Linear regular expression source over the path (locale included) that each of its trading pages matches. */
  readonly tradingPath: string;
  /** Manifest globs never to run on: login, keys, withdrawal, account. */
  readonly excludeGlobs: readonly string[];
  /** Null when the URL is no trading page of this venue: then another venue of the host may take it. Never throws. */
  parse(url: PageUrl): PageTarget | null;
  /** Real page forms with what they mean; a generic test runs them. */
  readonly testUrls: readonly (readonly [url: string, target: PageTarget | null])[];
}

/** Everything the product knows about one venue: plain data and pure functions. */
export interface Venue {
  readonly id: VenueId;
  /** As shown to the user: `Binance`. */
  readonly name: string;
  /** `perp` product line in the user's words: `USDⓈ-M perp`. */
  readonly product: string;
  /** Asked at install, or granted later from the options. */
  readonly permission: 'install' | 'optional';
  /** https and wss origins the background may contact, e.g. `https://fapi.binance.com`. */
  readonly origins: readonly string[];
  /** Tried once when the first origin answers with a region block. */
  readonly alternateOrigins?: Readonly<Record<string, string>>;
  readonly limits: Readonly<Record<string, RateLimit>>;
  /** Interest part of funding per hour where the venue defines it and no answer carries it; null = unknown. */
  readonly anchorHourly: number | null;
  /** How the venue's maintenance maths works, for liquidation prices. */
  readonly marginModel: 'tiered' | 'hyperliquid';
  /** Venue whose public tiers stand in when this one publishes none. */
  readonly tiersFrom?: VenueId;
  /**
   * The venue that stands for this one beside others: its order books are the same ones, or what is listed here is
   * listed nowhere else. Then it is asked for its own pages alone.
   */
  readonly bookOf?: VenueId;
  readonly endpoints: readonly Endpoint[];
  readonly stream?: VenueStream;
  readonly pages: VenuePages;
  /**
   * Reads an HTTP error or an error envelope inside a 200. Null when the answer is no error.
   * `body` is the parsed JSON, or the raw text when it is not JSON.
   */
  fault(answer: {
    status: number;
    headers: ReadonlyMap<string, string>;
    body: unknown;
    receivedTime: Ms;
  }): VenueFault | null;
}
