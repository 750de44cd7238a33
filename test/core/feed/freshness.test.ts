import { describe, expect, it } from 'vitest';
import { clause, quote } from '../../../core/domain/clause.ts';
import type { Observation } from '../../../core/domain/observation.ts';
import { MINUTE, SECOND } from '../../../core/domain/time.ts';
import { freshnessOf, isLive, LIVE_LIMITS } from '../../../core/feed/freshness.ts';
import { createHistory } from '../../../core/feed/history.ts';
import { createMarketState, type LatestKind } from '../../../core/feed/market-state.ts';
import { anInstrument, createMemoryHistory } from './fakes.ts';

const instrument = anInstrument();
const stamp = { venue: instrument.venue, venueSymbol: instrument.venueSymbol };
/** Machine and venue show different times: only differences on one clock mean anything. */
const MACHINE = 1_700_000_000_000;
const VENUE = 1_500_000_000_000;

function price(markPrice: number, receivedTime: number, venueTime: number): Observation {
  return { kind: 'price', ...stamp, markPrice, indexPrice: null, receivedTime, venueTime };
}

function interest(receivedTime: number, venueTime: number): Observation {
  return {
    kind: 'open-interest',
    ...stamp,
    openInterest: 1,
    openInterestValue: null,
    receivedTime,
    venueTime,
  };
}

function follow() {
  const market = createMarketState(createHistory(createMemoryHistory()), () => MACHINE);
  const state = market.follow(instrument);
  return { market, state };
}

describe('freshness', () => {
  it('is unknown before a price', () => {
    expect(freshnessOf(follow().state, null, MACHINE)).toBeNull();
  });

  it('adds the time since reception to the venue’s own lag', () => {
    const { market, state } = follow();
    market.take([price(1, MACHINE, VENUE - 20 * SECOND)], VENUE);
    expect(freshnessOf(state, null, MACHINE)).toMatchObject({ status: 'live', asOf: MACHINE - 20 * SECOND });
    const limit = LIVE_LIMITS.price - 20 * SECOND;
    expect(freshnessOf(state, null, MACHINE + limit)!.status).toBe('live');
    expect(freshnessOf(state, null, MACHINE + limit + 1)!.status).toBe('stale');
  });

  it.each(Object.keys(LIVE_LIMITS) as LatestKind[])('never calls %s live past its limit', (kind) => {
    const { state } = follow();
    const observation = { receivedTime: MACHINE, venueTime: VENUE } as never;
    (state.latest as Record<string, unknown>)[kind] = { observation, lagMs: 0 };
    expect(isLive(state, kind, MACHINE + LIVE_LIMITS[kind])).toBe(true);
    expect(isLive(state, kind, MACHINE + LIVE_LIMITS[kind] + 1)).toBe(false);
  });

  it('is not live when this machine’s clock was set back', () => {
    const { market, state } = follow();
    market.take([price(1, MACHINE, VENUE)], VENUE);
    expect(isLive(state, 'price', MACHINE - 60 * MINUTE)).toBe(false);
    expect(freshnessOf(state, null, MACHINE - 60 * MINUTE)!.status).toBe('stale');
  });

  it('says when the price is live but open interest is old', () => {
    const { market, state } = follow();
    market.take([interest(MACHINE, VENUE)], VENUE);
    const later = 12 * MINUTE;
    market.take([price(1, MACHINE + later, VENUE + later)], VENUE + later);
    expect(freshnessOf(state, null, MACHINE + later)).toMatchObject({ status: 'stale', asOf: MACHINE });
  });

  it('calls fresh answers with an old value frozen', () => {
    const { market, state } = follow();
    market.take([price(1, MACHINE, VENUE - 10 * MINUTE)], VENUE);
    expect(freshnessOf(state, null, MACHINE)!.status).toBe('frozen');
  });

  it('calls a mark that never moves frozen after five minutes, and live once it moves', () => {
    const { market, state } = follow();
    for (let minute = 0; minute <= 6; minute++) {
      const at = minute * MINUTE;
      market.take([price(7, MACHINE + at, VENUE + at)], VENUE + at);
    }
    expect(freshnessOf(state, null, MACHINE + 6 * MINUTE)!.status).toBe('frozen');
    const moved = 6 * MINUTE + SECOND;
    market.take([price(8, MACHINE + moved, VENUE + moved)], VENUE + moved);
    expect(freshnessOf(state, null, MACHINE + moved)!.status).toBe('live');
  });

  it.each([
    ['unreachable', 'offline'],
    ['venue-error', 'offline'],
    ['rate-limited', 'rate-limited'],
    ['banned', 'banned'],
    ['blocked-region', 'blocked-region'],
    ['maintenance', 'maintenance'],
    ['invalid-answer', 'invalid-answer'],
  ] as const)('names %s at once, however young the values are', (kind, status) => {
    const { market, state } = follow();
    market.take([price(1, MACHINE, VENUE)], VENUE);
    const fault = { kind, detail: 'why', until: MACHINE + MINUTE };
    expect(freshnessOf(state, fault, MACHINE)).toMatchObject({
      status,
      detail: clause('quoted', quote('why')),
      until: MACHINE + MINUTE,
    });
  });
});

describe('what arrives', () => {
  it('does not replace a newer value when it comes late', () => {
    const { market, state } = follow();
    market.take([price(2, MACHINE, VENUE)], VENUE);
    market.take([price(1, MACHINE + SECOND, VENUE - SECOND)], VENUE + SECOND);
    expect(state.latest.price!.observation.markPrice).toBe(2);
  });

  it('is not believed when it comes from the future', () => {
    const { market, state } = follow();
    market.take([price(2, MACHINE, VENUE + 61 * SECOND)], VENUE);
    expect(state.latest.price).toBeUndefined();
  });

  it('is taken again when the venue set its clock back', () => {
    const { market, state } = follow();
    market.take([price(2, MACHINE, VENUE)], VENUE);
    const back = VENUE - 60 * MINUTE;
    market.take([price(3, MACHINE + SECOND, back)], back);
    expect(state.latest.price!.observation.markPrice).toBe(3);
  });

  it('keeps what one source leaves out and another said', () => {
    const { market, state } = follow();
    const funding = { kind: 'funding', ...stamp, receivedTime: MACHINE, capRate: null } as const;
    const rest = {
      fundingRate: 0.01,
      fundingIntervalHours: 4,
      nextFundingTime: VENUE + 1,
      anchorRate: 0.00005,
    };
    market.take([{ ...funding, ...rest, venueTime: VENUE }], VENUE);
    const frame = { fundingRate: 0.02, fundingIntervalHours: null, nextFundingTime: null, anchorRate: null };
    market.take([{ ...funding, ...frame, venueTime: VENUE + 1 }], VENUE + 1);
    expect(state.latest.funding!.observation).toMatchObject({ ...rest, fundingRate: 0.02 });
  });

  it('is dropped when nobody follows the instrument', () => {
    const { market } = follow();
    expect(market.take([{ ...price(1, MACHINE, VENUE), venueSymbol: 'OTHER' }], VENUE).size).toBe(0);
  });

  it('survives the worker', () => {
    const { market } = follow();
    market.take([price(2, MACHINE, VENUE)], VENUE);
    const next = createMarketState(createHistory(createMemoryHistory()), () => MACHINE);
    next.restore(JSON.parse(JSON.stringify(market.snapshot())));
    const state = next.follow(instrument);
    expect(state.latest.price!.observation.markPrice).toBe(2);
    expect(state.received.get('price')).toBe(MACHINE);
  });

  it('is not called frozen because the next worker sees the same price', () => {
    const { market } = follow();
    market.take([price(2, MACHINE, VENUE)], VENUE);
    const next = createMarketState(createHistory(createMemoryHistory()), () => MACHINE);
    next.restore(JSON.parse(JSON.stringify(market.snapshot())));
    const state = next.follow(instrument);
    for (let second = 1; second < 20; second++) {
      next.take([price(2, MACHINE + second * SECOND, VENUE + second * SECOND)], VENUE + second * SECOND);
    }
    expect(freshnessOf(state, null, MACHINE + 20 * SECOND)!.status).toBe('live');
  });

  it.each([undefined, null, 5, [[1, 2]], [['alpha:BTCUSDT', { latest: { price: {} }, received: [] }]]])(
    'starts empty on a snapshot it cannot read: %j',
    (stored) => {
      const market = createMarketState(createHistory(createMemoryHistory()), () => MACHINE);
      market.restore(stored);
      expect(market.follow(instrument).latest).toEqual({});
    },
  );
});
