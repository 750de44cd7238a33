import type { VenueId } from '../../../core/domain/instrument.ts';
import type { World } from '../world.ts';

export interface WireRequest {
  readonly host: string;
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
  readonly method: string;
  /** Parsed JSON of a POST; undefined otherwise. */
  readonly body: unknown;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a string is sent as it is. */
  readonly body: unknown;
}

/** One client's socket: frames in, frames out, told when the market has moved. */
export interface WireSocket {
  receive(frame: string): void;
  /** Called several times a second; pushes what changed since the last call. */
  tick(): void;
}

/** How one venue speaks: its hosts, its answers, its socket. */
export interface VenueWire {
  readonly venue: VenueId;
  readonly restHosts: readonly string[];
  readonly socketHosts: readonly string[];
  answer(request: WireRequest, world: World): WireAnswer;
  /** `path` with its query string, as the client asked for it. */
  socket(path: string, world: World, send: (frame: string) => void): WireSocket;
}

export function ok(body: unknown, headers: Readonly<Record<string, string>> = {}): WireAnswer {
  return { status: 200, headers, body };
}

/** Shortest decimal text of a number, never in exponent form; venues send numbers as strings. */
export function text(value: number, digits = 8): string {
  if (!Number.isFinite(value)) return '0';
  const fixed = value.toFixed(digits);
  return fixed.includes('.') ? fixed.replace(/\.?0+$/, '') : fixed;
}

/** A price to the instrument's tick. */
export function priceText(value: number, tick: number | null): string {
  if (tick === null || tick <= 0) return text(value);
  const digits = Math.max(0, Math.ceil(-Math.log10(tick) - 1e-9));
  return (Math.round(value / tick) * tick).toFixed(digits);
}

/** `limit` last rows when only an end is given, first rows from `since` when a start is given. */
export function page<Row>(rows: readonly Row[], limit: number, fromStart: boolean): readonly Row[] {
  return fromStart ? rows.slice(0, limit) : rows.slice(-limit);
}

/** A whole-number parameter; `fallback` when absent or malformed. */
export function integer(request: WireRequest, name: string, fallback: number): number {
  const value = Number(request.query.get(name));
  return request.query.has(name) && Number.isSafeInteger(value) ? value : fallback;
}

/** Units used in the running machine minute, as venues count them per IP. */
export function createMinuteMeter(now: () => number): (weight: number) => number {
  let minute = 0;
  let used = 0;
  return (weight) => {
    const current = Math.floor(now() / 60_000);
    if (current !== minute) {
      minute = current;
      used = 0;
    }
    used += weight;
    return used;
  };
}
