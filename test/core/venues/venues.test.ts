import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instrument } from '../../../core/domain/instrument.ts';
import type { Observation } from '../../../core/domain/observation.ts';
import { claimsOf } from '../../../core/venues/page-resolution.ts';
import { venueById, venues, venuesAtHost } from '../../../core/venues/registry.ts';
import type { Endpoint, ParseContext, Query, Venue } from '../../../core/venues/venue.ts';
import { VenueError } from '../../../core/venues/venue-error.ts';
import type { EndpointCase, VenueFixture } from './fixture.ts';
import { anyMutationOf } from './mutation.ts';

const ROOT = join(import.meta.dirname, '../../..');
const FIXTURES = join(ROOT, 'test/fixtures');

/** Without its file a venue has no cases, which fails below by name instead of ending the run. */
function fixtureOf(id: string): VenueFixture {
  const missing = { docs: '', receivedTime: 0, venueTime: 0, instruments: [], endpoints: [], faults: [] };
  if (!existsSync(join(FIXTURES, `${id}.json`))) return { venue: id, ...missing };
  return JSON.parse(readFileSync(join(FIXTURES, `${id}.json`), 'utf8'));
}

function instrumentsOf(fixture: VenueFixture): ReadonlyMap<string, Instrument> {
  return new Map(fixture.instruments.map((instrument) => [instrument.venueSymbol, instrument]));
}

function known(fixture: VenueFixture, venueSymbol: string): Instrument {
  const instrument = instrumentsOf(fixture).get(venueSymbol);
  if (instrument === undefined) throw new Error(`${fixture.venue}: ${venueSymbol} is not in the fixture`);
  return instrument;
}

function queryOf(fixture: VenueFixture, { venueSymbol, ...rest }: EndpointCase['query']): Query {
  return venueSymbol === undefined ? rest : { ...rest, instrument: known(fixture, venueSymbol) };
}

function contextOf(fixture: VenueFixture, query: Query): ParseContext {
  const { receivedTime, venueTime } = fixture;
  return { query, receivedTime, venueTime, instruments: instrumentsOf(fixture) };
}

/** The fixture leaves out what is the same in every observation. */
function whole(fixture: VenueFixture, observations: readonly object[]): object[] {
  const { venue, receivedTime } = fixture;
  return observations.map((observation) => ({ venue, receivedTime, ...observation }));
}

function endpointOf(venue: Venue, id: string): Endpoint {
  const endpoint = venue.endpoints.find((one) => one.id === id);
  if (endpoint === undefined) throw new Error(`${venue.id} declares no endpoint ${id}`);
  return endpoint;
}

/** Paths of numbers that are not finite, anywhere in a value. */
function notFinite(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => notFinite(inner, `${path}.${key}`));
}

/** What a parser may do with any input: yield finite observations or throw a VenueError. */
function expectSafe(parse: () => Observation[]): void {
  let observations: Observation[];
  try {
    observations = parse();
  } catch (error) {
    if (error instanceof VenueError) return;
    throw error;
  }
  expect(notFinite(observations)).toEqual([]);
}

const globToRegExp = (glob: string) =>
  new RegExp(`^${glob.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);

describe('the registry', () => {
  it('has one file and one fixture for each venue, and no more', () => {
    const ids = venues.map(({ id }) => id).sort();
    const fixtures = readdirSync(FIXTURES).filter((name) => name.endsWith('.json'));
    expect(fixtures.map((name) => name.replace('.json', '')).sort()).toEqual(ids);
    for (const id of ids) expect(existsSync(join(ROOT, `core/venues/${id}.ts`)), id).toBe(true);
  });

  it('finds a venue by id and by the host of its pages', () => {
    for (const venue of venues) {
      expect(venueById(venue.id)).toBe(venue);
      for (const host of venue.pages.hosts) expect(venuesAtHost(host.toUpperCase())).toContain(venue);
    }
    expect(venueById('nowhere')).toBeUndefined();
    expect(venuesAtHost('www.binance.com.example.org')).toEqual([]);
  });

  it('never takes two venues for one perp page', () => {
    for (const venue of venues) {
      for (const [address, target] of venue.pages.testUrls) {
        if (target?.page !== 'perp') continue;
        expect(
          claimsOf(new URL(address)).map((claim) => claim.venue.id),
          address,
        ).toEqual([venue.id]);
      }
    }
  });

  it('names tiers only of venues that publish them', () => {
    for (const { tiersFrom } of venues.filter((venue) => venue.tiersFrom !== undefined)) {
      const lender = venueById(tiersFrom ?? '');
      expect(lender?.endpoints.some((endpoint) => endpoint.provides.includes('tiers'))).toBe(true);
    }
  });
});

describe.each(venues.map((venue) => [venue.id, venue] as const))('%s', (id, venue) => {
  const fixture = fixtureOf(id);
  const { faults, stream } = fixture;
  const cases = fixture.endpoints.map((one) => [`${one.endpoint}: ${one.says}`, one] as const);

  it('declares limits and origins its endpoints keep to', () => {
    expect(fixture.venue).toBe(id);
    for (const endpoint of venue.endpoints) {
      expect(Object.keys(venue.limits), endpoint.id).toContain(endpoint.limit);
      expect(endpoint.docs, endpoint.id).toMatch(/^https:\/\//);
      for (const limit of [undefined, 1, 99, 100, 499, 500, 1_000, 1e9]) {
        const weight = endpoint.weight({ limit });
        expect(Number.isFinite(weight) && weight >= 0, `${endpoint.id} weight`).toBe(true);
      }
    }
    for (const { host, capacity, windowMs } of Object.values(venue.limits)) {
      expect(venue.origins).toContain(`https://${host}`);
      expect(capacity > 0 && windowMs > 0).toBe(true);
    }
    for (const [from, to] of Object.entries(venue.alternateOrigins ?? {})) {
      expect(venue.origins).toEqual(expect.arrayContaining([from, to]));
    }
  });

  it('brings what every venue must: price, funding and open interest', () => {
    const provided = new Set(venue.endpoints.flatMap(({ provides }) => provides));
    for (const kind of ['instrument', 'price', 'funding', 'open-interest'] as const) {
      expect([...provided]).toContain(kind);
    }
  });

  it('has unique endpoint ids and a case for each of them', () => {
    const ids = venue.endpoints.map((endpoint) => endpoint.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...new Set(fixture.endpoints.map((one) => one.endpoint))].sort()).toEqual([...ids].sort());
  });

  it.each(cases)('asks as documented: %s', (_, one) => {
    const request = endpointOf(venue, one.endpoint).request(queryOf(fixture, one.query));
    expect(request).toEqual(one.request);
    expect(venue.origins).toContain(new URL(request.url).origin);
  });

  it.each(cases)('reads %s', (_, one) => {
    const endpoint = endpointOf(venue, one.endpoint);
    const context = contextOf(fixture, queryOf(fixture, one.query));
    const observations = endpoint.parse(one.answer, context);
    expect(observations).toEqual(whole(fixture, one.observations));
    const provided = new Set(endpoint.provides.map((provision) => provision.split(':')[0]));
    for (const { kind } of observations) expect([...provided]).toContain(kind);
  });

  it.each(venue.endpoints.map((endpoint) => [endpoint.id, endpoint] as const))(
    'throws the classified fault when %s gets an error envelope',
    (_, endpoint) => {
      const one = fixture.endpoints.find((each) => each.endpoint === endpoint.id);
      const context = contextOf(fixture, queryOf(fixture, one?.query ?? {}));
      for (const { status, body, expected } of faults) {
        if (status !== 200 || expected === null) continue;
        const thrown = (() => {
          try {
            return endpoint.parse(body, context);
          } catch (error) {
            return error;
          }
        })();
        expect(thrown).toBeInstanceOf(VenueError);
        expect((thrown as VenueError).fault.kind).toBe(expected.kind);
      }
    },
  );

  it.each(faults.map((one) => [one.says, one] as const))('classifies: %s', (_, one) => {
    const { status, body, headers = {} } = one;
    const answer = { status, body, headers: new Map(Object.entries(headers)) };
    const fault = venue.fault({ ...answer, receivedTime: fixture.receivedTime });
    expect(fault && { kind: fault.kind, until: fault.until }).toEqual(one.expected);
    if (fault !== null) expect(fault.detail).not.toBe('');
  });

  it('never throws anything but a VenueError and never yields a number that is none', () => {
    const anything = fc.anything({ withNullPrototype: true, withBigInt: true, withSparseArray: true });
    for (const one of fixture.endpoints) {
      const endpoint = endpointOf(venue, one.endpoint);
      const context = contextOf(fixture, queryOf(fixture, one.query));
      const payload = fc.oneof(anything, anyMutationOf(one.answer), anyMutationOf(one.answer));
      fc.assert(
        fc.property(payload, (answer) => expectSafe(() => endpoint.parse(answer, context))),
        { numRuns: 100 },
      );
    }
  });

  it('reads any error body without throwing', () => {
    const body = fc.oneof(
      fc.anything(),
      fc.json(),
      fc.string(),
      ...faults.map((one) => anyMutationOf(one.body)),
    );
    const headers = fc.dictionary(
      fc.constantFrom('retry-after', 'date', 'x-bapi-limit-reset-timestamp'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 599 }), headers, body, (status, named, answered) => {
        const fault = venue.fault({
          status,
          headers: new Map(Object.entries(named)),
          body: answered,
          receivedTime: fixture.receivedTime,
        });
        expect(notFinite(fault)).toEqual([]);
      }),
    );
  });

  it('leaves prototypes alone', () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    const hostile = JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}');
    for (const one of fixture.endpoints) {
      const endpoint = endpointOf(venue, one.endpoint);
      const context = contextOf(fixture, queryOf(fixture, one.query));
      const spiked = Array.isArray(one.answer)
        ? [hostile, ...one.answer]
        : { ...hostile, ...(one.answer as object) };
      for (const answer of [hostile, [hostile], spiked]) expectSafe(() => endpoint.parse(answer, context));
    }
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it.each(venue.pages.testUrls)('reads the page %s', (address, target) => {
    const url = new URL(address);
    expect(venue.pages.hosts).toContain(url.hostname);
    expect(venue.pages.parse(url)).toEqual(target);
    if (target === null) return;
    expect(url.pathname).toMatch(new RegExp(venue.pages.tradingPath));
    // One script runs on a host, and keeps off what any of its venues excludes.
    for (const { pages } of venuesAtHost(url.hostname)) {
      for (const glob of pages.excludeGlobs) expect(address).not.toMatch(globToRegExp(glob));
    }
  });

  it('reads any page address without throwing', () => {
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom('en', 'trade', 'futures', 'spot', 'usdt', '%E0%A4%A', '..'),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), fc.string(), fc.string(), (parts, search, hash) => {
        const pathname = `/${parts.join('/')}`;
        const hostname = venue.pages.hosts[0] ?? '';
        const target = venue.pages.parse({ hostname, pathname, search, hash });
        if (target?.page === 'perp') expect(target.venueSymbol).toBeTruthy();
        if (target?.page === 'spot') expect(target.base).toBeTruthy();
      }),
    );
  });

  it('has stream cases exactly when it has a stream', () => {
    expect(stream !== undefined).toBe(venue.stream !== undefined);
  });

  it.each(stream?.open.map((one) => [one.channels.join(', '), one] as const) ?? [])('opens %s', (_, one) => {
    const instruments = one.venueSymbols.map((symbol) => known(fixture, symbol));
    const url = venue.stream?.url(instruments, one.channels);
    expect(url).toBe(one.url);
    expect(venue.origins).toContain(new URL(url ?? '').origin);
    const frames = venue.stream?.subscribe(instruments, one.channels) ?? [];
    expect(frames.map((frame) => readFrame(frame))).toEqual(one.subscribe);
  });

  it.each(stream?.frames.map((one) => [one.says, one] as const) ?? [])('hears: %s', (_, one) => {
    const { query: _unused, ...context } = contextOf(fixture, {});
    const text = typeof one.frame === 'string' ? one.frame : JSON.stringify(one.frame);
    expect(venue.stream?.parse(text, context)).toEqual(whole(fixture, one.observations));
  });

  it('hears any frame without throwing anything but a VenueError', () => {
    const { stream: source } = venue;
    if (source === undefined) return;
    const { query: _unused, ...context } = contextOf(fixture, {});
    const mutated =
      stream?.frames.map((one) => anyMutationOf(one.frame).map((frame) => JSON.stringify(frame))) ?? [];
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), ...mutated), (frame) =>
        expectSafe(() => source.parse(frame ?? '', context)),
      ),
      { numRuns: 300 },
    );
  });
});

function readFrame(frame: string): unknown {
  try {
    return JSON.parse(frame);
  } catch {
    return frame;
  }
}
