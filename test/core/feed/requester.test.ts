import { beforeEach, describe, expect, it } from 'vitest';
import { clause } from '../../../core/domain/clause.ts';
import { MINUTE, SECOND } from '../../../core/domain/time.ts';
import { type Budget, createBudget } from '../../../core/feed/budget.ts';
import { createCatalogue } from '../../../core/feed/catalogue.ts';
import { type HttpAnswer, HttpFailure } from '../../../core/feed/ports.ts';
import { createRequester, poolOf, type Requester } from '../../../core/feed/requester.ts';
import { createVenueClock, type VenueClock } from '../../../core/feed/venue-clock.ts';
import type { VenueRequest } from '../../../core/venues/venue.ts';
import {
  anEndpoint,
  anInstrument,
  aVenue,
  createFakeHttp,
  createMachine,
  createMemoryStore,
  type Machine,
} from './fakes.ts';

const price = anEndpoint({ id: 'price', provides: ['price'], weight: () => 10 });
const venue = aVenue({
  endpoints: [price],
  alternateOrigins: { 'https://api.alpha.test': 'https://eu.alpha.test' },
});
const pool = poolOf(venue, price);
const query = { instrument: anInstrument() };

const aPrice = (venueTime = machine.clock.now()) => ({
  kind: 'price',
  venue: 'alpha',
  venueSymbol: 'BTCUSDT',
  venueTime,
  receivedTime: machine.clock.now(),
  markPrice: 60_000,
  indexPrice: null,
});

let machine: Machine;
let budget: Budget;
let venueClock: VenueClock;
let http: ReturnType<typeof createFakeHttp>;
let requester: Requester;
let respond: (request: VenueRequest) => Partial<HttpAnswer> | Error;
let saving: Promise<void>;
let saves: number;

beforeEach(() => {
  machine = createMachine();
  budget = createBudget(machine.clock);
  venueClock = createVenueClock();
  respond = () => ({ body: [aPrice()] });
  http = createFakeHttp(machine, (request) => respond(request));
  saving = Promise.resolve();
  saves = 0;
  requester = createRequester({
    clock: machine.clock,
    random: () => 1,
    http,
    budget,
    catalogue: createCatalogue(createMemoryStore()),
    venueClock: () => venueClock,
    saveBudget: () => {
      saves++;
      return saving;
    },
  });
});

/** The answer, or the fault it ended in. */
async function ask() {
  const asked = requester.ask(venue, price, query, 'urgent').catch((error) => error.fault);
  await machine.run(SECOND);
  return asked;
}

describe('requester', () => {
  it('has on record what a request costs before it leaves', async () => {
    let stored = () => {};
    saving = new Promise((resolve) => {
      stored = resolve;
    });
    const asked = requester.ask(venue, price, query, 'urgent');
    await machine.run(MINUTE);
    expect(http.sent).toEqual([]);
    expect(budget.usedShare(pool)).toBe(0);
    stored();
    await machine.run(SECOND);
    await asked;
    expect(http.sent).toHaveLength(1);
    expect(saves).toBe(1);
  });

  it('reads the venue’s clock from the answer', async () => {
    const date = new Date(1_600_000_000_000).toUTCString();
    respond = () => ({ body: [aPrice(1_600_000_000_000)], headers: new Map([['date', date]]) });
    const { venueNow, receivedTime } = await ask();
    expect(venueNow).toBe(1_600_000_000_000);
    expect(venueClock.at(receivedTime + 5)).toBe(1_600_000_000_005);
  });

  it('takes what an answer brings for the time when no header states it', async () => {
    respond = () => ({ body: [aPrice(1_600_000_000_000)] });
    const { venueNow } = await ask();
    expect(venueNow).toBe(1_600_000_000_000);
  });

  // The source stayed at «waiting» for good, without a word.
  it.each([
    ['nothing of what was asked', () => []],
    ['only values ahead of its own clock', () => [aPrice(1_600_000_000_000 + 2 * MINUTE)]],
  ])('says so when an answer holds %s', async (_name, body) => {
    const date = new Date(1_600_000_000_000).toUTCString();
    respond = () => ({ body: body(), headers: new Map([['date', date]]) });
    expect(await ask()).toMatchObject({ kind: 'invalid-answer' });
  });

  it('believes the venue’s own count of what this address used', async () => {
    respond = () => ({ body: [], headers: new Map([['x-used', '990']]) });
    await ask();
    expect(budget.waitMs(pool, 10, 'urgent')).toBeGreaterThan(0);
  });

  it.each([429, 418])('keeps the whole host silent after a %i until its Retry-After', async (status) => {
    respond = () => ({ status, headers: new Map([['retry-after', '300']]) });
    expect(await ask()).toMatchObject({ kind: status === 418 ? 'banned' : 'rate-limited' });
    const until = budget.blockedUntil('api.alpha.test')!;
    expect(until - machine.clock.now()).toBeGreaterThan(298 * SECOND);
    expect(until - machine.clock.now()).toBeLessThanOrEqual(300 * SECOND);
  });

  it('waits longer each time when no end is named: 1, 2, 4 minutes', async () => {
    respond = () => ({ status: 429 });
    const waits: number[] = [];
    for (let i = 0; i < 3; i++) {
      await ask();
      waits.push(Math.round((budget.blockedUntil('api.alpha.test')! - machine.clock.now()) / MINUTE));
      await machine.run(10 * MINUTE);
    }
    expect(waits).toEqual([1, 2, 4]);
  });

  // Eight questions of one wave were eight strikes: the card stayed «rate-limited» for an hour.
  it('takes questions refused together for one strike', async () => {
    respond = () => ({ status: 429, headers: new Map([['retry-after', '30']]) });
    await Promise.all(Array.from({ length: 8 }, ask));
    expect(budget.blockedUntil('api.alpha.test')! - machine.clock.now()).toBeLessThanOrEqual(MINUTE);
  });

  it('goes to the other address once, pays for both, and stays there', async () => {
    respond = ({ url }) => (url.startsWith('https://api.') ? { status: 451 } : { body: [aPrice()] });
    expect((await ask()).observations).toHaveLength(1);
    await ask();
    expect(http.sent.map(({ url }) => new URL(url).host)).toEqual([
      'api.alpha.test',
      'eu.alpha.test',
      'eu.alpha.test',
    ]);
    expect(budget.usedShare(pool)).toBeCloseTo(30 / 1_000);
  });

  it('says that the region is blocked when both addresses are', async () => {
    respond = () => ({ status: 451 });
    expect(await ask()).toMatchObject({ kind: 'blocked-region' });
    expect(http.sent).toHaveLength(2);
    await ask();
    expect(http.sent).toHaveLength(3);
  });

  it.each([
    ['timeout', 'unreachable', 'timedOut'],
    ['network', 'unreachable', 'noConnection'],
    ['too-large', 'invalid-answer', 'answerTooLarge'],
  ] as const)('says what became of %s', async (reason, kind, code) => {
    respond = () => new HttpFailure(reason);
    expect(await ask()).toEqual({ kind, detail: clause(code), until: null });
  });

  it('takes an adapter’s surprise for an invalid answer, not for a crash', async () => {
    const odd = anEndpoint({
      id: 'odd',
      provides: ['price'],
      parse: () => {
        throw new TypeError('cannot read properties of undefined');
      },
    });
    const asked = requester.ask(venue, odd, query, 'urgent').catch((error) => error.fault);
    await machine.run(SECOND);
    expect(await asked).toMatchObject({ kind: 'invalid-answer' });
  });
});
