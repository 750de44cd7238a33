import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { liquidationDistances } from '../../../core/analytics/leverage-law.ts';
import {
  addBar,
  createMap,
  type LiquidationMap,
  type MapBar,
  type MapTerms,
} from '../../../core/analytics/liquidation-map.ts';
import { exitHazard } from '../../../core/analytics/map-decay.ts';
import { liquidationProfile } from '../../../core/analytics/map-profile.ts';
import { type MapSide, sideTotal } from '../../../core/analytics/map-side.ts';
import { LIQUIDATION_MAP } from '../../../core/analytics/parameters.ts';
import type { MaintenanceTier } from '../../../core/domain/instrument.ts';
import { DAY, HOUR, MINUTE } from '../../../core/domain/time.ts';
import { marketBars } from '../../bench/market-bars.ts';
import { ReferenceMap } from '../../bench/reference-map.ts';

const TIERS: MaintenanceTier[] = [
  { notionalFloor: 0, notionalCap: null, maintenanceRate: 0.005, deduction: 0, maxLeverage: 100 },
];

function terms(kind: 'linear' | 'inverse' = 'linear'): MapTerms {
  return {
    long: liquidationDistances('long', kind, TIERS, 100),
    short: liquidationDistances('short', kind, TIERS, 100),
  };
}

function mapOf(bars: readonly MapBar[], kind: 'linear' | 'inverse' = 'linear'): LiquidationMap {
  const map = createMap(terms(kind));
  for (const bar of bars) addBar(map, bar);
  return map;
}

const T0 = Date.UTC(2026, 0, 5);

/** Five-minute bars that stay at one price unless told otherwise. */
function still(over: Partial<MapBar>, index: number): MapBar {
  return {
    startTime: T0 + index * 5 * MINUTE,
    endTime: T0 + (index + 1) * 5 * MINUTE,
    high: 100.01,
    low: 99.99,
    close: 100,
    volume: 1_000,
    openInterestBefore: 10_000,
    openInterestAfter: 10_000,
    isAssumed: false,
    ...over,
  };
}

/** Quantity of one side by entry bin and distance. */
function quantities(map: LiquidationMap, side: MapSide, what: 'cells' | 'seeded' = 'cells') {
  const levels = side.distances.weight.length;
  const fresh = what === 'cells' ? side.fresh : side.freshSeeded;
  const found = new Map<string, number>();
  for (let row = 0; row < side.scale.length; row += 1) {
    const bin = map.firstBin + row;
    const unit = side.scale[row]! * (bin < map.boundary ? side.below : side.above);
    for (let level = 0; level < levels; level += 1) {
      const raw = side[what][row * levels + level]! + fresh[row]! * side.distances.weight[level]!;
      if (raw > 0) found.set(`${bin}/${level}`, raw * unit);
    }
  }
  return found;
}

const total = (cells: Map<string, number>) => [...cells.values()].reduce((sum, value) => sum + value, 0);

/** Quantity of a side liquidated anywhere in low…high. */
function massBetween(map: LiquidationMap, side: 'long' | 'short', low: number, high: number): number {
  const bin = (price: number) => Math.round((Math.log(price) - map.anchor) / map.binWidth);
  return liquidationProfile(map, map[side], bin(low), bin(high) - 1, 'all').reduce((a, b) => a + b, 0);
}

describe('the map against its plain reference', () => {
  it.each([
    ['five minutes of a large coin', { count: 150, sigma: 0.0015 }],
    ['a coin that crosses many levels', { count: 60, sigma: 0.012 }],
    ['hours', { count: 60, sigma: 0.01, stepMs: HOUR }],
    ['four-hour bars past the seeding days', { count: 210, sigma: 0.002, stepMs: 4 * HOUR }],
  ])('holds the same quantity for each entry and distance over %s', (_name, options) => {
    {
      const bars = marketBars(options);
      const map = createMap(terms());
      const reference = new ReferenceMap(terms());
      for (const bar of bars) {
        addBar(map, bar);
        reference.addBar(bar);
      }
      for (const side of ['long', 'short'] as const) {
        for (const [what, name] of [
          ['cells', 'quantity'],
          ['seeded', 'seeded'],
        ] as const) {
          const ours = quantities(map, map[side], what);
          const theirs = reference.cells(side, name);
          expect(theirs.size).toBeGreaterThan(0);
          const keys = new Set([...ours.keys(), ...theirs.keys()]);
          const worst = Math.max(
            ...[...keys].map((key) => Math.abs((ours.get(key) ?? 0) - (theirs.get(key) ?? 0))),
          );
          expect(worst / map.openInterest).toBeLessThan(1e-11);
        }
        expect(map[side].unplaced / map.openInterest).toBeCloseTo(
          reference.unplaced[side] / map.openInterest,
          11,
        );
      }
    }
  });
});

describe('what a bar does', () => {
  it('books a rise in full on both sides, across the bar, around its typical price', () => {
    const map = mapOf([
      still({}, 0),
      still({ high: 102, low: 99, close: 101, openInterestAfter: 10_500 }, 1),
    ]);
    for (const side of [map.long, map.short]) expect(sideTotal(side)).toBeCloseTo(10_500, 6);
    const bins = [...quantities(map, map.short).keys()].map((key) => Number(key.split('/')[0]));
    // ln(102 / 100) = 0.0198: bins up to 19 above the anchor (100), down to ln(0.99) = −0.01005: bin −11.
    expect(Math.max(...bins)).toBe(19);
    expect(Math.min(...bins)).toBe(-11);
  });

  it('wipes what its low reached of earlier longs, and nothing of what it enters itself', () => {
    // 100× longs of 100 are liquidated around 100 · (0.99 / 0.995) = 99.50.
    const before = mapOf([still({}, 0), still({ openInterestAfter: 11_000 }, 1)]);
    expect(massBetween(before, 'long', 99.3, 99.7)).toBeGreaterThan(10);
    const dip = still({ low: 99.2, openInterestBefore: 11_000, openInterestAfter: 11_500 }, 2);
    addBar(before, dip);
    // The bar's own entries lie at 99.2 … 100, so their 100× liquidations lie between 98.6 and 99.6.
    expect(massBetween(before, 'long', 99.62, 99.7)).toBeLessThan(0.01);
    expect(massBetween(before, 'long', 98.7, 99.4)).toBeGreaterThan(1);
    for (const side of [before.long, before.short]) expect(sideTotal(side)).toBeCloseTo(11_500, 6);
  });

  it('goes by high and low, not by the close', () => {
    const bars = [still({}, 0), still({ openInterestAfter: 11_000 }, 1)];
    const spike = still({ high: 101, openInterestBefore: 11_000, openInterestAfter: 11_000, volume: 0 }, 2);
    const calm = still({ openInterestBefore: 11_000, openInterestAfter: 11_000, volume: 0 }, 2);
    // 100× shorts of 100 are liquidated around 100 · (1.01 / 1.005) = 100.50. What was liquidated is entered anew
    // between 99.99 and 101, so that hardly any of it can be liquidated below 100.7.
    const kept = massBetween(mapOf([...bars, calm]), 'short', 100.3, 100.7);
    expect(kept).toBeGreaterThan(10);
    expect(massBetween(mapOf([...bars, spike]), 'short', 100.3, 100.7)).toBeLessThan(kept / 50);
  });

  it('never brings a wiped cohort back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), (seed) => {
        const bars = marketBars({ count: 60, seed, sigma: 0.004 });
        const map = mapOf(bars);
        const last = bars.at(-1)!;
        // A crash that reaches every liquidation of every long, without trade: nobody can have entered since.
        addBar(map, {
          ...last,
          startTime: last.endTime,
          endTime: last.endTime + 5 * MINUTE,
          low: last.close / 100,
          high: last.close,
          close: last.close / 100,
          openInterestBefore: last.openInterestAfter,
        });
        const entered = total(quantities(map, map.long));
        const crash = Math.log(last.close) - map.anchor;
        const highest = Math.max(
          ...[...quantities(map, map.long).keys()].map((key) => Number(key.split('/')[0])),
        );
        expect(highest * map.binWidth).toBeLessThanOrEqual(crash);
        expect(entered + map.long.unplaced).toBeCloseTo(map.openInterest, 6);
      }),
      { numRuns: 30 },
    );
  });

  it('lets losers go at 0.67 of the winners’ rate', () => {
    // 60 · e^−h + 40 · e^−0.67h = 80 at h = 0.2581: 60 · 0.7725 = 46.35 and 40 · 0.8412 = 33.65
    const h = exitHazard(60, 40, 80);
    expect(60 * Math.exp(-h) + 40 * Math.exp(-0.67 * h)).toBeCloseTo(80, 10);
    expect(h).toBeCloseTo(0.2581, 4);
    // Only winners: 100 · e^−h = 50 → h = ln 2. Only losers: h = ln 2 / 0.67.
    expect(exitHazard(100, 0, 50)).toBeCloseTo(Math.LN2, 12);
    expect(exitHazard(0, 100, 50)).toBeCloseTo(Math.LN2 / 0.67, 12);
  });

  it('shrinks longs below the mark faster than those above it, shorts the other way round', () => {
    const bars = [
      still({ volume: 0 }, 0),
      still({ high: 95.01, low: 94.99, close: 95, openInterestAfter: 11_000, volume: 2_000 }, 1),
      still(
        { high: 105.01, low: 104.99, close: 105, openInterestBefore: 11_000, openInterestAfter: 12_000 },
        2,
      ),
      still({ openInterestBefore: 12_000, openInterestAfter: 12_000, volume: 0 }, 3),
    ];
    const drop = still({ openInterestBefore: 12_000, openInterestAfter: 9_000, volume: 3_000 }, 4);
    const [before, after] = [mapOf(bars), mapOf([...bars, drop])];
    const left = (side: 'long' | 'short', isBelow: boolean) => {
      const of = (map: LiquidationMap) => (isBelow ? map[side].sumBelow : map[side].sumAbove);
      return Math.log(of(after) / of(before));
    };
    expect(left('long', false) / left('long', true)).toBeCloseTo(0.67, 1);
    expect(left('short', true) / left('short', false)).toBeCloseTo(0.67, 1);
    for (const side of [after.long, after.short]) expect(sideTotal(side)).toBeCloseTo(9_000, 6);
  });

  it('replaces half of the positions in ten days of standing open interest', () => {
    const bars = Array.from({ length: 10 * 24 }, (_, i) =>
      still(
        {
          startTime: T0 + i * HOUR,
          endTime: T0 + (i + 1) * HOUR,
          // The figure must not stand still for hours, or it counts as frozen.
          openInterestBefore: 10_000 + (i % 2) * 1e-6,
          openInterestAfter: 10_000 + ((i + 1) % 2) * 1e-6,
          volume: 1_000,
        },
        0,
      ),
    );
    // Of the start, half was replaced; of the other half, what has an entry was placed by seeding.
    const map = mapOf(bars);
    const assumed = total(quantities(map, map.long, 'seeded')) + map.long.unplaced;
    expect(assumed / 10_000).toBeCloseTo(0.5, 3);
  });

  it('replaces nothing while nothing is traded', () => {
    const map = mapOf(Array.from({ length: 500 }, (_, i) => still({ volume: 0 }, i)));
    expect(map.long.unplaced).toBe(10_000);
  });

  it('starts at the first bar whose open interest is known', () => {
    const unknown = still({ openInterestBefore: Number.NaN, openInterestAfter: Number.NaN }, 0);
    const map = createMap(terms());
    expect(addBar(map, unknown)).toBe(false);
    expect(addBar(map, still({}, 1))).toBe(true);
    expect(map.bars).toBe(1);
  });

  it('does not believe a fall to nothing', () => {
    const gone = still({ openInterestBefore: 500, openInterestAfter: 0, volume: 9_000 }, 1);
    const map = mapOf([still({ openInterestBefore: 500, openInterestAfter: 500 }, 0), { ...gone }]);
    expect(map.integrity.last).toBe('jump');
    expect(map.openInterest).toBe(500);
  });
});

describe('seeding', () => {
  const quiet = (days: number, volume: (i: number) => number, price: (i: number) => number) =>
    Array.from({ length: days * 24 }, (_, i) =>
      still(
        {
          startTime: T0 + i * HOUR,
          endTime: T0 + (i + 1) * HOUR,
          high: price(i) * 1.0001,
          low: price(i) / 1.0001,
          close: price(i),
          volume: volume(i),
          isAssumed: true,
        },
        0,
      ),
    );

  it('has given every start an entry after 30 days, all of it marked as assumed', () => {
    const map = mapOf(
      quiet(
        30,
        () => 100,
        () => 100,
      ),
    );
    expect(map.long.unplaced).toBe(0);
    expect(total(quantities(map, map.short, 'seeded'))).toBeCloseTo(10_000, 6);
  });

  it('spreads it in proportion to volume', () => {
    // Constant volume: after 6 of 30 days a fifth of what is still there has an entry.
    const map = mapOf(
      quiet(
        6,
        () => 100,
        () => 100,
      ).map((bar) => ({ ...bar, volume: 1e-6 * bar.volume })),
    );
    expect(map.long.unplaced / 10_000).toBeCloseTo(0.8, 3);
  });

  it('leaves nothing assumed when everything was replaced since', () => {
    const later = Array.from({ length: 120 * 6 }, (_, i) =>
      still(
        {
          startTime: T0 + (30 * 24 + i * 4) * HOUR,
          endTime: T0 + (30 * 24 + (i + 1) * 4) * HOUR,
          volume: 1e6,
          openInterestBefore: 10_000 + (i % 2) * 0.01,
          openInterestAfter: 10_000 + ((i + 1) % 2) * 0.01,
        },
        0,
      ),
    );
    const map = mapOf([
      ...quiet(
        30,
        () => 100,
        () => 100,
      ),
      ...later,
    ]);
    // 120 days are 12 half-lives: 2^−12 = 0.024 %
    expect(total(quantities(map, map.long, 'seeded')) / 10_000).toBeCloseTo(2 ** -12, 4);
  });
});

describe('open interest that cannot be', () => {
  const start = [still({}, 0), still({}, 1)];
  const from = (bars: MapBar[]) => mapOf([...start, ...bars]);

  it.each([
    ['more than was traded', still({ openInterestAfter: 10_500, volume: 400 }, 2), 'over-volume'],
    ['a jump beyond half', still({ openInterestAfter: 16_000, volume: 1e6 }, 2), 'jump'],
    ['a figure that is none', still({ openInterestAfter: Number.NaN }, 2), 'unknown'],
  ])('is not booked: %s', (_name, bar, verdict) => {
    const map = from([bar]);
    expect(map.integrity.last).toBe(verdict);
    expect(map.openInterest).toBe(10_000);
    expect(sideTotal(map.long)).toBeCloseTo(10_000, 6);
  });

  it('is not judged by volume where that is of another venue', () => {
    const map = from([still({ openInterestAfter: 10_500, volume: Number.NaN }, 2)]);
    expect(map.openInterest).toBe(10_500);
  });

  it('is taken up again, with all cohorts scaled, once it proves steady', () => {
    const map = from([
      still({ openInterestAfter: 16_000, volume: 1e6 }, 2),
      still({ openInterestBefore: 16_000, openInterestAfter: 16_010 }, 3),
    ]);
    expect(map.openInterest).toBe(16_010);
    expect(sideTotal(map.short)).toBeCloseTo(16_010, 6);
  });

  it('is refused while it stands still for three hours of trade, and in the step that ends it', () => {
    const frozen = Array.from({ length: 36 }, (_, i) => still({}, 2 + i));
    expect(from(frozen).integrity.last).toBe('frozen');
    const thaw = still({ openInterestAfter: 10_200 }, 38);
    expect(from([...frozen, thaw]).openInterest).toBe(10_000);
    const next = still({ openInterestBefore: 10_200, openInterestAfter: 10_201 }, 39);
    expect(from([...frozen, thaw, next]).openInterest).toBe(10_201);
  });

  it('may stand still while nothing is traded', () => {
    const halt = Array.from({ length: 100 }, (_, i) => still({ volume: 0 }, 2 + i));
    expect(from(halt).integrity.last).toBe('sound');
  });
});

describe('laws', () => {
  it('scale: prices × 1000 and sizes ÷ 1000 give the same map', () => {
    const bars = marketBars({ count: 600, sigma: 0.004 });
    const scaled = bars.map((bar) => ({
      ...bar,
      high: bar.high * 1000,
      low: bar.low * 1000,
      close: bar.close * 1000,
      volume: bar.volume / 1000,
      openInterestBefore: bar.openInterestBefore / 1000,
      openInterestAfter: bar.openInterestAfter / 1000,
    }));
    const [map, other] = [mapOf(bars), mapOf(scaled)];
    for (const side of ['long', 'short'] as const) {
      const theirs = quantities(other, other[side]);
      for (const [key, quantity] of quantities(map, map[side])) {
        expect(Math.abs((theirs.get(key) ?? 0) * 1000 - quantity) / map.openInterest).toBeLessThan(1e-9);
      }
    }
  });

  it('mirror: the map of 1 / price has its sides exchanged', () => {
    const bars = marketBars({ count: 600, sigma: 0.004 });
    const mirrored = bars.map((bar) => ({
      ...bar,
      high: 1 / bar.low,
      low: 1 / bar.high,
      close: 1 / bar.close,
    }));
    // The prior gives the two sides different leverage; one law for both shows the mirror.
    const either = liquidationDistances('short', 'linear', TIERS, 100);
    const [map, other] = [bars, mirrored].map((series) => {
      const made = createMap({ long: either, short: either });
      for (const bar of series) addBar(made, bar);
      return made;
    });
    const longs = liquidationProfile(map!, map!.long, -400, -1, 'all');
    const shorts = liquidationProfile(other!, other!.short, 0, 399, 'all').reverse();
    expect(longs.some((mass) => mass > 0)).toBe(true);
    longs.forEach((mass, i) => {
      expect(Math.abs(mass - shorts[i]!) / map!.openInterest).toBeLessThan(1e-9);
    });
  });

  it('an inverse long lies where the mirrored linear short lies', () => {
    const inverse = liquidationDistances('long', 'inverse', TIERS, 100);
    const linear = liquidationDistances('short', 'linear', TIERS, 100);
    expect(inverse.near.at(-1)).toBeCloseTo(linear.near.at(-1)!, 12);
    expect(inverse.far[0]).toBeCloseTo(linear.far[0]!, 12);
  });

  it('a redenominated contract keeps its map', () => {
    const bars = marketBars({ count: 400 });
    const changed = bars.map((bar, i) =>
      i < 300
        ? bar
        : {
            ...bar,
            high: bar.high / 1000,
            low: bar.low / 1000,
            close: bar.close / 1000,
            volume: bar.volume * 1000,
            openInterestBefore: bar.openInterestBefore * (i === 300 ? 1 : 1000),
            openInterestAfter: bar.openInterestAfter * 1000,
          },
    );
    const [map, other] = [mapOf(bars), mapOf(changed)];
    const around = (of: LiquidationMap, unit: number) =>
      massBetween(of, 'long', of.lastClose * 0.95, of.lastClose) * unit;
    expect(around(other, 1 / 1000) / around(map, 1)).toBeCloseTo(1, 2);
  });

  it('is the same to the last bit when it was stored and read back at any time', () => {
    const bars = marketBars({ count: 1_500, sigma: 0.003 });
    const whole = mapOf(bars);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1_499 }), { maxLength: 4 }), (cuts) => {
        let map = createMap(terms());
        bars.forEach((bar, i) => {
          addBar(map, bar);
          if (cuts.includes(i)) map = structuredClone(map);
        });
        expect(map).toEqual(whole);
      }),
      { numRuns: 10 },
    );
  });

  const wild = fc.record({
    gap: fc.constantFrom(0, 0, 0, 0, 5 * MINUTE, HOUR, 40 * DAY, -5 * MINUTE, -HOUR),
    duration: fc.constantFrom(5 * MINUTE, HOUR, HOUR, 0, Number.NaN),
    move: fc.oneof(
      { weight: 8, arbitrary: fc.double({ min: -0.05, max: 0.05, noNaN: true }) },
      { weight: 1, arbitrary: fc.constantFrom(Math.log(1000), -Math.log(1000), 30, -30, Number.NaN) },
    ),
    wick: fc.constantFrom(0, 0.001, 0.02, 5, -0.01),
    volume: fc.constantFrom(0, 1, 1e3, 1e9, Number.NaN, -1, Number.POSITIVE_INFINITY),
    interest: fc.oneof(
      { weight: 8, arbitrary: fc.double({ min: -0.05, max: 0.05, noNaN: true }) },
      { weight: 2, arbitrary: fc.constantFrom(Math.log(1000), -Math.log(1000), -50, Number.NaN, 0) },
    ),
    seam: fc.constantFrom(1, 1, 1, 1, 1.01, 0, 3),
    isAssumed: fc.boolean(),
  });

  it('holds for any series: no throw, no NaN, both sides equal open interest, memory bounded', () => {
    fc.assert(
      fc.property(fc.array(wild, { maxLength: 40 }), (steps) => {
        const map = createMap(terms());
        let [time, price, interest] = [T0, 100, 10_000];
        for (const step of steps) {
          time += step.gap;
          const close = price * Math.exp(step.move);
          const before = interest * step.seam;
          const after = interest * Math.exp(step.interest);
          const wasAt = map.openInterest;
          const taken = addBar(map, {
            startTime: time,
            endTime: time + step.duration,
            high: Math.max(price, close) * (1 + step.wick),
            low: Math.min(price, close) / (1 + step.wick),
            close,
            volume: step.volume,
            openInterestBefore: before,
            openInterestAfter: after,
            isAssumed: step.isAssumed,
          });
          if (!taken) expect(map.openInterest).toBe(wasAt);
          if (Number.isFinite(step.duration)) time += step.duration;
          if (close > 1e-30 && close < 1e30) price = close;
          if (after > 1e-9 && after < 1e30) interest = after;
          for (const side of [map.long, map.short]) {
            const off = map.bars === 0 ? 0 : Math.abs(sideTotal(side) - map.openInterest);
            if (!(off <= 1e-9 * map.openInterest)) throw new Error(`off by ${off} of ${map.openInterest}`);
          }
        }
        for (const side of [map.long, map.short]) {
          expect(side.scale.length).toBeLessThanOrEqual(LIQUIDATION_MAP.maxBins);
          expect(side.cells.every((cell) => cell >= 0 && cell < Number.POSITIVE_INFINITY)).toBe(true);
          const cells = total(quantities(map, side)) + side.unplaced;
          expect(Math.abs(cells - sideTotal(side))).toBeLessThanOrEqual(1e-6 * map.openInterest);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('keeps the sums and its size over years of bars', () => {
    const map = mapOf(marketBars({ count: 20_000, stepMs: HOUR, sigma: 0.012 }));
    for (const side of [map.long, map.short]) {
      expect(Math.abs(total(quantities(map, side)) - map.openInterest) / map.openInterest).toBeLessThan(1e-9);
      expect(side.scale.length).toBeLessThanOrEqual(LIQUIDATION_MAP.maxBins);
    }
  });
});
