import { type Clause, clause } from '../domain/clause.ts';
import type { Observation } from '../domain/observation.ts';
import type { Ms } from '../domain/time.ts';
import { SECOND } from '../domain/time.ts';
import type { Endpoint, Query, Venue, VenueRequest } from '../venues/venue.ts';
import { VenueError, type VenueFault } from '../venues/venue-error.ts';
import type { Budget, Lane, Pool } from './budget.ts';
import type { Catalogue } from './catalogue.ts';
import { AHEAD, provisionOf } from './market-state.ts';
import { type Clock, type Http, type HttpAnswer, HttpFailure, type Random } from './ports.ts';
import { backoffMs, retryClass } from './retry.ts';
import type { VenueClock } from './venue-clock.ts';
import { promisedKinds } from './vital.ts';

const TIMEOUT: Ms = 10 * SECOND;
const MEGABYTE = 1_048_576;
/** Ordinary answers stay far below. A venue's whole list of contracts does not: Binance's is 2 to 3 MB. */
const MAX_BYTES = { ordinary: 2 * MEGABYTE, list: 8 * MEGABYTE };

export interface Answered {
  readonly observations: readonly Observation[];
  /** The venue's clock when it answered. */
  readonly venueNow: Ms;
  readonly receivedTime: Ms;
}

export interface RequesterTools {
  readonly clock: Clock;
  readonly random: Random;
  readonly http: Http;
  readonly budget: Budget;
  readonly catalogue: Catalogue;
  venueClock(venue: string): VenueClock;
  /** Stores the budget; a request leaves only after what it costs is on record. */
  saveBudget(): Promise<void>;
}

export interface Requester {
  /** @throws VenueError with the fault, whatever went wrong */
  ask(venue: Venue, endpoint: Endpoint, query: Query, lane: Lane): Promise<Answered>;
}

export function poolOf(venue: Venue, endpoint: Endpoint): Pool {
  const limit = venue.limits[endpoint.limit];
  if (limit === undefined) throw new RangeError(`${venue.id} declares no limit ${endpoint.limit}`);
  return { id: limit.pool ?? `${venue.id}/${endpoint.limit}`, limit };
}

/** Performs one request by the law: budget first, faults classified, latches set, clocks read. */
export function createRequester(tools: RequesterTools): Requester {
  const { clock, http, budget } = tools;
  /** Origins that refused this region, with the one used instead. */
  const moved = new Map<string, string>();
  const strikes = new Map<string, number>();

  async function send(venue: Venue, endpoint: Endpoint, query: Query, lane: Lane): Promise<HttpAnswer> {
    const pool = poolOf(venue, endpoint);
    budget.spend(pool, endpoint.weight(query), lane);
    await tools.saveBudget();
    const list = endpoint.provides.includes('instrument');
    try {
      return await http(redirect(endpoint.request(query), moved), {
        maxBytes: list ? MAX_BYTES.list : MAX_BYTES.ordinary,
        timeoutMs: TIMEOUT,
      });
    } catch (cause) {
      throw new VenueError(venue.id, endpoint.id, noAnswer(cause), { cause });
    }
  }

  function latch(venue: Venue, endpoint: Endpoint, fault: VenueFault): void {
    if (retryClass(fault.kind) !== 'rateLimited') return;
    const { host } = poolOf(venue, endpoint).limit;
    // Questions that were on their way together are refused together: that is one strike.
    const count = (strikes.get(host) ?? 0) + (budget.blockedUntil(host) === null ? 1 : 0);
    strikes.set(host, count);
    const rest = backoffMs('rateLimited', count, tools.random);
    budget.block(host, Math.max(fault.until ?? 0, clock.now() + rest));
  }

  /** The venue's other address for one that refuses this region; true when there is one not tried yet. */
  function moveOrigin(venue: Venue, url: string): boolean {
    const origin = originOf(url);
    const alternate = venue.alternateOrigins?.[origin];
    if (alternate === undefined || moved.has(origin)) return false;
    moved.set(origin, alternate);
    return true;
  }

  async function ask(venue: Venue, endpoint: Endpoint, query: Query, lane: Lane): Promise<Answered> {
    const answer = await send(venue, endpoint, query, lane);
    const { headers, receivedTime } = answer;
    const pool = poolOf(venue, endpoint);
    const used = Number(
      pool.limit.usedHeader === undefined ? Number.NaN : headers.get(pool.limit.usedHeader),
    );
    if (Number.isFinite(used)) budget.noteUsed(pool, used);

    const fault = faultIn(venue, endpoint, answer);
    if (fault !== null) {
      if (fault.kind === 'blocked-region' && moveOrigin(venue, endpoint.request(query).url)) {
        return ask(venue, endpoint, query, lane);
      }
      latch(venue, endpoint, fault);
      if (fault.until !== null || retryClass(fault.kind) === 'rateLimited') await tools.saveBudget();
      throw new VenueError(venue.id, endpoint.id, fault);
    }

    const venueClock = tools.venueClock(venue.id);
    const date = Date.parse(headers.get('date') ?? '');
    if (Number.isFinite(date)) venueClock.observe(date, receivedTime);
    const context = { query, instruments: tools.catalogue.listed(venue.id), receivedTime };
    const stated = venueClock.at(receivedTime);
    const observations = read(venue, endpoint, answer, { ...context, venueTime: stated ?? receivedTime });
    // No answer so far told the time: what it brings is as near to it as can be known.
    if (stated === null)
      for (const { venueTime } of observations) venueClock.observe(venueTime, receivedTime);
    const venueNow = stated ?? venueClock.at(receivedTime) ?? receivedTime;
    refuseEmpty(venue, endpoint, observations, venueNow);
    strikes.delete(pool.limit.host);
    return { observations, venueNow, receivedTime };
  }

  return { ask };
}

function read(
  venue: Venue,
  endpoint: Endpoint,
  answer: HttpAnswer,
  context: Parameters<Endpoint['parse']>[1],
): readonly Observation[] {
  try {
    return endpoint.parse(answer.body, context);
  } catch (cause) {
    if (cause instanceof VenueError) throw cause;
    const fault = { kind: 'invalid-answer', detail: clause('answerUnreadable'), until: null } as const;
    throw new VenueError(venue.id, endpoint.id, fault, { cause });
  }
}

/** «No such symbol» to a question that names none is no answer to it. */
function faultIn(venue: Venue, endpoint: Endpoint, answer: HttpAnswer): VenueFault | null {
  const fault = venue.fault(answer);
  return fault?.kind === 'unknown-symbol' && endpoint.scope === 'venue'
    ? { ...fault, kind: 'invalid-answer' }
    : fault;
}

/** @throws VenueError when the answer brings nothing of what was asked, or only values from the future */
function refuseEmpty(
  venue: Venue,
  endpoint: Endpoint,
  observations: readonly Observation[],
  venueNow: Ms,
): void {
  const promised = promisedKinds(endpoint);
  if (promised.length === 0) return;
  const brought = observations.filter((one) => promised.includes(provisionOf(one)));
  const refuse = (detail: Clause) => {
    throw new VenueError(venue.id, endpoint.id, { kind: 'invalid-answer', detail, until: null });
  };
  if (brought.length === 0) refuse(clause('answerEmpty'));
  if (brought.every(({ venueTime }) => venueTime > venueNow + AHEAD)) {
    refuse(clause('answerAhead'));
  }
}

function noAnswer(cause: unknown): VenueFault {
  const reason = cause instanceof HttpFailure ? cause.reason : 'network';
  if (reason === 'too-large') {
    return { kind: 'invalid-answer', detail: clause('answerTooLarge'), until: null };
  }
  const detail = clause(reason === 'timeout' ? 'timedOut' : 'noConnection');
  return { kind: 'unreachable', detail, until: null };
}

function originOf(url: string): string {
  return /^[a-z]+:\/\/[^/?#]+/.exec(url)?.[0] ?? url;
}

function redirect(request: VenueRequest, moved: ReadonlyMap<string, string>): VenueRequest {
  const origin = originOf(request.url);
  const other = moved.get(origin);
  return other === undefined ? request : { ...request, url: other + request.url.slice(origin.length) };
}
