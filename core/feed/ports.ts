import type { MarketInputs } from '../domain/market-inputs.ts';
import type { Assessment } from '../domain/reading.ts';
import type { Ms } from '../domain/time.ts';
import type { VenueRequest } from '../venues/venue.ts';

/** `now` is the user's wall clock and may jump; `monotonic` never does, but starts anew with each worker. */
export interface Clock {
  now(): Ms;
  monotonic(): Ms;
}

export type Cancel = () => void;

export interface Timers {
  after(delayMs: Ms, run: () => void): Cancel;
}

/** 0 ≤ x < 1. */
export type Random = () => number;

export interface HttpAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: ReadonlyMap<string, string>;
  /** Parsed JSON, or the text when it is none. */
  readonly body: unknown;
  /** This machine's clock when the answer was complete. */
  readonly receivedTime: Ms;
}

/** Why no answer came at all. */
export class HttpFailure extends Error {
  readonly reason: 'timeout' | 'network' | 'too-large' | 'not-allowed';

  constructor(reason: HttpFailure['reason'], options?: { cause?: unknown }) {
    super(reason, options);
    this.name = 'HttpFailure';
    this.reason = reason;
  }
}

/** @throws HttpFailure */
export type Http = (
  request: VenueRequest,
  limits: { readonly maxBytes: number; readonly timeoutMs: Ms },
) => Promise<HttpAnswer>;

export interface SocketHandlers {
  opened(): void;
  frame(text: string): void;
  closed(): void;
}

/** One connection; it is gone after `closed`. Reconnecting is the feed's business. */
export interface Socket {
  send(frame: string): void;
  close(): void;
}

export type OpenSocket = (url: string, handlers: SocketHandlers) => Socket;

/** A small record kept across worker deaths. Unreadable or absent reads as undefined; neither call rejects. */
export interface KeyValueStore {
  read(key: string): Promise<unknown>;
  write(key: string, value: unknown): Promise<void>;
}

/** One venue-clock day of one series; the first column holds the times, ascending. */
export interface HistoryChunk {
  readonly instrument: string;
  readonly series: string;
  /** Venue time / one day, rounded down. */
  readonly day: number;
  readonly columns: readonly Float64Array[];
}

/** Where series outlive the worker. No call rejects: an unusable store forgets. */
export interface HistoryStore {
  load(instrument: string): Promise<readonly HistoryChunk[]>;
  save(chunks: readonly HistoryChunk[]): Promise<void>;
  dropBefore(instrument: string, series: string, day: number): Promise<void>;
}

/** core/analytics/assess.ts as the engine sees it; `state` speeds up the next call and may be forgotten. */
export type Assess<State> = (
  inputs: MarketInputs,
  state?: State,
) => { readonly assessment: Assessment; readonly state: State };
