import type { VenueId } from '../../../core/domain/instrument.ts';
import { banned, blocked, rateLimited, unknownSymbol } from './refusals.ts';
import { BODY_CHANGES, type BodyChangeName, pollutedText } from './spoiled-bodies.ts';
import type { WireAnswer, WireRequest } from './wire.ts';

const HOUR = 3_600_000;

/** What can be wrong with a venue's answers. */
export const REST_FAULTS = [
  'rate-limit',
  'ban',
  'region',
  'unknown-symbol',
  'server-error',
  'bad-gateway',
  'maintenance',
  'not-found',
  'captive-portal',
  'redirect',
  'redirect-loop',
  'truncated',
  'empty',
  'polluted',
  'not-utf8',
  'broken-gzip',
  'oversize',
  'endless',
  'slow-body',
  'silence',
  'reset',
  'reset-mid-body',
  'frozen',
  'old-clock',
  'future-clock',
  'frozen-clock',
  'no-clock',
  ...(Object.keys(BODY_CHANGES) as BodyChangeName[]),
] as const;

/** What can be wrong with a venue's sockets. */
export const SOCKET_FAULTS = [
  'socket-refused',
  'socket-closing',
  'socket-silent',
  'socket-garbage',
  'socket-repeating',
] as const;

export type RestFaultName = (typeof REST_FAULTS)[number];
export type SocketFaultName = (typeof SOCKET_FAULTS)[number];
export type FaultName = RestFaultName | SocketFaultName;

export interface Fault {
  readonly name: FaultName;
  /** Only requests whose path contains this. */
  readonly path?: string;
  readonly retryAfterSeconds?: number;
}

/** How a body leaves: a byte now and then, without end, or cut off by a reset. */
export type Pace = 'drip' | 'endless' | 'cut';

/** Done to the connection rather than to the answer. */
export type Spoiled =
  | {
      readonly answer: WireAnswer;
      /** The Date header's clock instead of the market's; null leaves the header out. */
      readonly date?: number | null;
      readonly pace?: Pace;
    }
  | { readonly hang: true }
  | { readonly reset: true };

export interface FaultBoard {
  /** A venue has one REST fault and one socket fault at most; null heals both. */
  set(venue: VenueId, fault: Fault | null): void;
  /** Null when nothing is wrong with this request. */
  spoil(venue: VenueId, request: WireRequest, answer: () => WireAnswer): Spoiled | null;
  /** What is wrong with the venue's sockets now. */
  ofSocket(venue: VenueId): SocketFaultName | null;
  clear(): void;
}

const isSocketFault = (name: FaultName): name is SocketFaultName =>
  (SOCKET_FAULTS as readonly string[]).includes(name);
const isBodyChange = (name: FaultName): name is BodyChangeName => Object.hasOwn(BODY_CHANGES, name);

/** @param marketNow the clock every venue lives by */
export function createFaultBoard(marketNow: () => number): FaultBoard {
  const rest = new Map<VenueId, Fault>();
  const sockets = new Map<VenueId, SocketFaultName>();
  const frozen = new Map<VenueId, Map<string, WireAnswer>>();
  const stopped = new Map<VenueId, number>();

  function whole(answer: WireAnswer, venue: VenueId, { name }: Fault): Spoiled | null {
    const now = marketNow();
    switch (name) {
      case 'slow-body':
        return { answer, pace: 'drip' };
      case 'endless':
        return { answer, pace: 'endless' };
      case 'reset-mid-body':
        return { answer, pace: 'cut' };
      case 'old-clock':
        return { answer, date: now - HOUR };
      case 'future-clock':
        return { answer, date: now + HOUR };
      case 'no-clock':
        return { answer, date: null };
      case 'frozen-clock': {
        const since = stopped.get(venue) ?? now;
        stopped.set(venue, since);
        return { answer, date: since };
      }
      default:
        return null;
    }
  }

  return {
    set(venue, fault) {
      if (fault === null) {
        for (const kept of [rest, sockets, frozen, stopped]) kept.delete(venue);
      } else if (isSocketFault(fault.name)) sockets.set(venue, fault.name);
      else rest.set(venue, fault);
    },
    clear() {
      for (const kept of [rest, sockets, frozen, stopped]) kept.clear();
    },
    ofSocket: (venue) => sockets.get(venue) ?? null,
    spoil(venue, request, answer) {
      const fault = rest.get(venue);
      if (fault === undefined || (fault.path !== undefined && !request.path.includes(fault.path)))
        return null;
      if (fault.name === 'silence') return { hang: true };
      if (fault.name === 'reset') return { reset: true };
      if (fault.name === 'frozen') {
        const key = `${request.path}?${[...request.query]}${JSON.stringify(request.body)}`;
        const kept = frozen.get(venue) ?? new Map<string, WireAnswer>();
        frozen.set(venue, kept);
        const first = kept.get(key) ?? answer();
        kept.set(key, first);
        return { answer: first };
      }
      const refusal = refused(venue, fault, marketNow());
      if (refusal !== null) return { answer: refusal };
      const good = answer();
      return whole(good, venue, fault) ?? { answer: spoiledAnswer(good, fault.name) };
    },
  };
}

/** Answers in which the venue, or something before it, gives no data. */
function refused(venue: VenueId, { name, retryAfterSeconds: seconds = 30 }: Fault, now: number) {
  const page = (status: number, title: string): WireAnswer => ({
    status,
    headers: { 'Content-Type': 'text/html' },
    body: `<!doctype html><title>${title}</title><h1>${title}</h1>`,
  });
  switch (name) {
    case 'rate-limit':
      return rateLimited(venue, seconds);
    case 'ban':
      return banned(venue, seconds, now);
    case 'region':
      return blocked(venue);
    case 'unknown-symbol':
      return unknownSymbol(venue);
    case 'server-error':
      return { status: 503, body: 'Service Unavailable' };
    case 'bad-gateway':
      return page(502, 'Bad gateway');
    case 'maintenance':
      return page(503, 'Scheduled maintenance');
    case 'not-found':
      return page(404, 'Not found');
    case 'captive-portal':
      return page(200, 'Hotel Wi-Fi');
    case 'redirect':
      return { status: 302, headers: { Location: 'https://collector.example/take' }, body: '' };
    case 'redirect-loop':
      return { status: 302, headers: { Location: '?again' }, body: '' };
    default:
      return null;
  }
}

/** More than any answer may hold, lists included. */
const OVERSIZE = 9 * 1_048_576;

function spoiledAnswer(answer: WireAnswer, name: FaultName): WireAnswer {
  const text = () => JSON.stringify(answer.body);
  if (isBodyChange(name)) return { ...answer, body: BODY_CHANGES[name](answer.body) };
  const json = { 'Content-Type': 'application/json' };
  switch (name) {
    case 'truncated':
      return { status: 200, body: text().slice(0, Math.floor(text().length / 2)) };
    case 'polluted':
      return { status: 200, headers: json, body: pollutedText(answer.body) };
    case 'oversize':
      return { status: 200, headers: json, body: text().padEnd(OVERSIZE) };
    case 'not-utf8':
      return { status: 200, headers: json, body: Buffer.from(text(), 'utf16le') };
    case 'broken-gzip':
      return { status: 200, headers: { ...json, 'Content-Encoding': 'gzip' }, body: text() };
    default:
      return { status: 200, body: '' };
  }
}
