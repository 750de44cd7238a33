import { beforeAll, describe, expect, it } from 'vitest';
import type { Closed } from './clearing.ts';
import { fundingRate } from './funding.ts';
import type { PositionTruth } from './positions.ts';
import { SCENARIOS } from './scenarios.ts';
import { createSimulatedWorld, type SimulatedWorld } from './simulated-world.ts';

const MINUTE = 60_000;
const RUNS = Object.keys(SCENARIOS).flatMap((scenario) => [1, 2].map((seed) => ({ scenario, seed })));
/** The shortest past that holds a whole crowd, and the hours in which the event unfolds. */
const DAYS = 3;
const LIVE_HOURS = 4;

describe.each(RUNS)('$scenario #$seed', ({ scenario, seed }) => {
  let world: SimulatedWorld;
  const closed: Closed[] = [];

  beforeAll(() => {
    world = createSimulatedWorld({
      scenario,
      seed,
      days: DAYS,
      rows: 2500,
      onClosed: (_, position) => closed.push(position),
    });
  });

  it('keeps its books while the event unfolds', () => {
    for (let minute = 0; minute <= LIVE_HOURS * 60; minute += 15) {
      world.advance(world.liveTime + minute * MINUTE);
      for (const asset of world.assets) checkMoment(world, asset);
    }
  });

  it('liquidates nobody above maintenance and everybody only once mark has reached the price', () => {
    const liquidated = closed.filter(({ reason }) => reason === 'liquidated');
    expect(liquidated.length).toBeGreaterThan(0);
    expect(
      liquidated.filter(({ side, mark, liquidationPrice }) => side * (mark - liquidationPrice) > 0),
    ).toEqual([]);
    expect(liquidated.filter(({ excess, size, mark }) => excess > 1e-9 * size * mark)).toEqual([]);
    const byOwner = closed.filter(({ reason }) => reason !== 'liquidated' && reason !== 'adl');
    expect(byOwner.filter((position) => isBeyond(position, position.mark))).toEqual([]);
  });

  it('settles funding by its formula at every interval', () => {
    for (const asset of world.assets)
      for (const exchange of world.assetMarket(asset).exchanges) {
        const rows = exchange.settlements;
        expect(rows.length).toBeGreaterThan(0);
        for (let i = 0; i < rows.length; i++) {
          const [time, rate, hours, , premium] = [0, 1, 2, 3, 4].map((column) =>
            rows.at(column, i),
          ) as number[];
          expect(rate).toBe(fundingRate(premium!, exchange.terms, hours!, exchange.cap));
          expect(time! % (hours! * 60 * MINUTE)).toBe(0);
          expect(Math.abs(rate!)).toBeLessThanOrEqual(exchange.cap);
        }
      }
  });
});

/** Everything that must hold at any moment. */
function checkMoment(world: SimulatedWorld, asset: string): void {
  const { exchanges, clearing } = world.assetMarket(asset);
  const truth = world.truth(asset);
  exchanges.forEach((exchange, venue) => {
    expect(exchange.openInterest).toBe(exchange.shortOpenInterest);
    const market = world.market(exchange.terms.venue, asset)!;
    const published = market.openInterest()!.value * market.instrument.baseMultiplier;
    expect(published / exchange.openInterest).toBeCloseTo(1, 12);
    const mine = truth.filter((position) => position.venue === venue);
    const long = mine.filter(({ side }) => side > 0).reduce((sum, { size }) => sum + size, 0);
    const short = mine.filter(({ side }) => side < 0).reduce((sum, { size }) => sum + size, 0);
    const heldByVenue = clearing.liquidations.sizeAt(venue);
    expect(long + heldByVenue.long).toBe(exchange.longs);
    expect(short + heldByVenue.short).toBe(exchange.shorts);

    const put = exchange.deposits - exchange.withdrawals;
    expect(Math.abs(clearing.equity(venue) - put)).toBeLessThan(1e-9 * exchange.deposits);

    expect(mine.filter((position) => isBeyond(position, exchange.mark))).toEqual([]);

    const book = market.book(50)!;
    const prices = [...book.bids.map(([price]) => price).reverse(), ...book.asks.map(([price]) => price)];
    expect(prices.filter((price, i) => i > 0 && price <= prices[i - 1]!)).toEqual([]);
    expect([...book.bids, ...book.asks].filter(([, size]) => size <= 0)).toEqual([]);
  });
}

function isBeyond({ side, liquidationPrice }: PositionTruth, mark: number): boolean {
  return liquidationPrice > 0 && side * (mark - liquidationPrice) <= 0;
}
