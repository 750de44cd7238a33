import { describe, expect, it } from 'vitest';
import type { Instrument } from '../../../core/domain/instrument.ts';
import type { Observation } from '../../../core/domain/observation.ts';
import { HOUR } from '../../../core/domain/time.ts';
import { venues } from '../../../core/venues/registry.ts';
import type { Endpoint, Query, Venue } from '../../../core/venues/venue.ts';
import { createStillWorld, STILL } from '../still-world.ts';
import { askWire } from './ask-wire.ts';
import { createWires } from './wires.ts';

const start = Date.UTC(2026, 2, 2, 9, 17);
const wires = createWires(() => start);
/** Gate's wire lends another venue's market and answers only what a page of it needs. */
const served = venues.filter(({ id }) => id !== 'gate' && wires.some(({ venue }) => venue === id));

function ask(
  venue: Venue,
  endpoint: Endpoint,
  query: Query,
  instruments: readonly Instrument[],
): Observation[] {
  const world = createStillWorld(start);
  const wire = wires.find((each) => each.venue === venue.id);
  if (wire === undefined) throw new Error(`no wire for ${venue.id}`);
  const answer = askWire(wire, endpoint.request(query), world);
  expect(
    venue.fault({ status: answer.status, headers: new Map(), body: answer.body, receivedTime: start }),
  ).toBeNull();
  return endpoint.parse(answer.body, {
    query,
    instruments: new Map(instruments.map((each) => [each.venueSymbol, each])),
    receivedTime: start,
    venueTime: start,
  });
}

function listed(venue: Venue): Instrument[] {
  const endpoint = venue.endpoints.find(({ provides }) => provides.includes('instrument'));
  if (endpoint === undefined) throw new Error(`${venue.id} lists no instruments`);
  return ask(venue, endpoint, {}, []).flatMap((each) =>
    each.kind === 'instrument' ? [each.instrument] : [],
  );
}

describe.each(served)('$id read back from its own wire', (venue) => {
  const world = createStillWorld(start);
  const truth = world.market(venue.id, 'BTC')?.instrument;

  it('lists the contract with its size and leverage', () => {
    const instrument = listed(venue).find(({ asset }) => asset === 'BTC');
    expect(instrument).toMatchObject({
      venueSymbol: truth?.venueSymbol,
      asset: 'BTC',
      contractSize: truth?.contractSize,
      kind: 'linear',
    });
  });

  it.each(
    venue.endpoints
      .filter(({ provides }) => !provides.includes('instrument'))
      .map((endpoint) => [endpoint.id, endpoint] as const),
  )('%s yields the market as it is, in base units and fractions', (_id, endpoint) => {
    const instruments = listed(venue);
    const query: Query =
      endpoint.scope === 'venue'
        ? {}
        : { instrument: instruments[0], interval: '1h', since: start - 12 * HOUR, until: start };
    const observations = ask(venue, endpoint, query, instruments);
    // Funding terms are listed for adjusted symbols only, and the still market has none.
    if (!endpoint.provides.includes('funding-terms')) expect(observations.length).toBeGreaterThan(0);
    for (const observation of observations) {
      if (observation.venueSymbol === truth?.venueSymbol) judge(observation);
    }
  });
});

function judge(observation: Observation): void {
  const near = (value: number, expected: number) =>
    expect(Math.abs(value / expected - 1)).toBeLessThan(0.001);
  switch (observation.kind) {
    case 'price':
      near(observation.markPrice, STILL.markPrice);
      if (observation.indexPrice !== null) near(observation.indexPrice, STILL.indexPrice);
      break;
    case 'index':
      near(observation.indexPrice, STILL.indexPrice);
      break;
    case 'funding':
      near(observation.fundingRate / (observation.fundingIntervalHours ?? 8), STILL.fundingRate / 8);
      expect(observation.nextFundingTime).toBeGreaterThan(start);
      break;
    case 'open-interest':
      near(observation.openInterest, STILL.openInterest);
      if (observation.openInterestValue !== null)
        near(observation.openInterestValue, STILL.openInterest * STILL.markPrice);
      break;
    case 'volume':
      near(
        observation.quoteVolume24h,
        observation.market === 'perp' ? STILL.perpVolume24h : STILL.spotVolume24h,
      );
      break;
    case 'book':
      // Three significant figures on Hyperliquid: a level is 100 USD wide, the best one starts up to 0.17 % away.
      expect(Math.abs((observation.bids[0]?.[0] ?? 0) / STILL.markPrice - 1)).toBeLessThan(0.002);
      expect(observation.asks[0]?.[0]).toBeGreaterThan(observation.bids[0]?.[0] ?? Number.POSITIVE_INFINITY);
      expect(observation.bids[0]?.[1]).toBeGreaterThanOrEqual(2);
      break;
    case 'candles':
      expect(observation.rows.length).toBeGreaterThanOrEqual(11);
      for (const row of observation.rows) near(row.volume, STILL.perpVolume24h / STILL.markPrice / 24);
      break;
    case 'series':
      expect(observation.rows.length).toBeGreaterThan(0);
      judgeSeries(observation.series, observation.rows.at(-1)?.value ?? Number.NaN);
      break;
    case 'tiers':
      expect(observation.tiers[0]?.maintenanceRate).toBeCloseTo(0.005, 9);
      break;
    case 'funding-terms':
      expect(observation.fundingIntervalHours ?? 8).toBeGreaterThan(0);
      break;
    default:
      throw new Error(`${observation.kind} is not expected from a REST endpoint`);
  }
}

function judgeSeries(series: string, value: number): void {
  const expected: Record<string, [number, number]> = {
    'open-interest': [STILL.openInterest * 0.994, STILL.openInterest * 1.006],
    funding: [STILL.fundingRate / 8 - 1e-9, STILL.fundingRate + 1e-9],
    premium: [0.0004, 0.0006],
    'long-short-account-ratio': [1.49, 1.51],
    'taker-imbalance': [0.0999, 0.1001],
  };
  const [low, high] = expected[series] ?? [Number.NaN, Number.NaN];
  expect(value).toBeGreaterThanOrEqual(low);
  expect(value).toBeLessThanOrEqual(high);
}
