import type { VenueId } from '../../../core/domain/instrument.ts';
import type { WireAnswer, WireRequest } from './wire.ts';

/** What can be wrong with a venue while the market runs; tests switch it on and off. */
export type FaultName =
  | 'rate-limit'
  | 'ban'
  | 'region'
  | 'server-error'
  | 'captive-portal'
  | 'truncated'
  | 'empty'
  | 'wrong-types'
  | 'nonsense'
  | 'silence'
  | 'reset'
  | 'frozen';

export interface Fault {
  readonly name: FaultName;
  /** Only requests whose path contains this. */
  readonly path?: string;
  readonly retryAfterSeconds?: number;
}

/** Done to the connection rather than to the answer. */
export type Spoiled = { readonly answer: WireAnswer } | { readonly hang: true } | { readonly reset: true };

export interface FaultBoard {
  set(venue: VenueId, fault: Fault | null): void;
  /** Null when nothing is wrong with this request. */
  spoil(venue: VenueId, request: WireRequest, answer: () => WireAnswer): Spoiled | null;
  clear(): void;
}

export function createFaultBoard(machineNow: () => number): FaultBoard {
  const faults = new Map<VenueId, Fault>();
  const frozen = new Map<string, WireAnswer>();
  return {
    set(venue, fault) {
      if (fault === null) faults.delete(venue);
      else faults.set(venue, fault);
    },
    clear() {
      faults.clear();
      frozen.clear();
    },
    spoil(venue, request, answer) {
      const fault = faults.get(venue);
      if (fault === undefined || (fault.path !== undefined && !request.path.includes(fault.path)))
        return null;
      if (fault.name === 'silence') return { hang: true };
      if (fault.name === 'reset') return { reset: true };
      if (fault.name === 'frozen') {
        const key = `${request.path}?${[...request.query]}${JSON.stringify(request.body)}`;
        const first = frozen.get(key) ?? answer();
        frozen.set(key, first);
        return { answer: first };
      }
      return { answer: spoiledAnswer(venue, fault, answer, machineNow()) };
    },
  };
}

function spoiledAnswer(venue: VenueId, fault: Fault, answer: () => WireAnswer, now: number): WireAnswer {
  const seconds = fault.retryAfterSeconds ?? 30;
  switch (fault.name) {
    case 'rate-limit':
      return rateLimited(venue, seconds);
    case 'ban':
      return banned(venue, seconds, now);
    case 'region':
      return blocked(venue);
    case 'server-error':
      return { status: 503, body: 'Service Unavailable' };
    case 'captive-portal':
      return {
        status: 200,
        headers: { 'Content-Type': 'text/html' },
        body: '<!doctype html><title>Hotel Wi-Fi</title><form action="/login"></form>',
      };
    case 'truncated': {
      const whole = JSON.stringify(answer().body);
      return { status: 200, body: whole.slice(0, Math.floor(whole.length / 2)) };
    }
    case 'empty':
      return { status: 200, body: '' };
    case 'wrong-types':
      return { ...answer(), body: turned(answer().body) };
    default:
      return { status: 200, body: { nonsense: true, list: [null, 'NaN', -1] } };
  }
}

function rateLimited(venue: VenueId, seconds: number): WireAnswer {
  const headers = { 'Retry-After': String(seconds) };
  if (venue === 'okx-swap')
    return { status: 429, headers, body: { code: '50011', msg: 'Too Many Requests', data: [] } };
  if (venue === 'bybit-linear')
    return {
      status: 200,
      body: {
        retCode: 10006,
        retMsg: 'Too many visits. Exceeded the API Rate Limit.',
        result: {},
        retExtInfo: {},
        time: 0,
      },
    };
  return {
    status: 429,
    headers,
    body: { code: -1003, msg: 'Too many requests; please use the websocket for live updates to avoid bans.' },
  };
}

function banned(venue: VenueId, seconds: number, now: number): WireAnswer {
  if (venue === 'bybit-linear') return { status: 403, body: 'access too frequent' };
  if (venue === 'binance-usdm') {
    const body = {
      code: -1003,
      msg: `Way too many requests; IP banned until ${now + seconds * 1_000}. Please use the websocket.`,
    };
    return { status: 418, headers: { 'Retry-After': String(seconds) }, body };
  }
  return rateLimited(venue, seconds);
}

function blocked(venue: VenueId): WireAnswer {
  if (venue === 'binance-usdm') {
    const msg =
      "Service unavailable from a restricted location according to 'b. Eligibility' in https://www.binance.com/en/terms.";
    return { status: 451, body: { code: 0, msg } };
  }
  const body = 'The Amazon CloudFront distribution is configured to block access from your country.';
  return { status: 403, headers: { 'Content-Type': 'text/html' }, body };
}

/** Every number becomes a word, every string a number: the shape stays, the types lie. */
function turned(value: unknown): unknown {
  if (typeof value === 'number') return 'many';
  if (typeof value === 'string') return Number.NaN;
  if (Array.isArray(value)) return value.map(turned);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, turned(inner)]));
}
