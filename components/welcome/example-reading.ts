import type { CascadePath } from '../../core/domain/cascade.ts';
import type { CrowdingPart } from '../../core/domain/crowding.ts';
import type { Cluster, MapBin } from '../../core/domain/liquidation-map.ts';
import { type Known, type Measured, missing } from '../../core/domain/measured.ts';
import type { Reading } from '../../core/domain/reading.ts';
import { HOUR, MINUTE, type Ms } from '../../core/domain/time.ts';
import { exampleReset } from './example-reset.ts';

/** The two moments a newcomer is shown. */
export type ExampleMoment = 'crowded' | 'clean';

const MARK = 64_000;
const PARTS: readonly (readonly [
  CrowdingPart['part'],
  CrowdingPart['axis'],
  points: number,
  rank: number,
])[] = [
  ['funding', 'direction', 24, 0.96],
  ['premium', 'direction', 11, 0.85],
  ['accounts', 'direction', 4, 0.78],
  ['takers', 'direction', 2, 0.61],
  ['openInterest', 'leverage', 20, 0.92],
  ['growth72h', 'leverage', 4, 0.81],
  ['growth7d', 'leverage', 4, 0.84],
  ['thinness', 'leverage', 1, 0.55],
  ['perpSpotVolume', 'leverage', 1, 0.58],
];

/** An invented Reading of an invented moment, drawn by the product's own parts. Never mistaken for data: no venue has this symbol. */
export function exampleReading(moment: ExampleMoment, now: Ms): Reading {
  const known = <T>(value: T): Known<T> => ({ value, venueTime: now, receivedTime: now, source: 'estimate' });
  const crowded = moment === 'crowded';
  const unit = crowded ? 1 : 0.12;
  const points = PARTS.map(([, , own]) => Math.round(own * unit));
  const score = points.reduce((sum, own) => sum + own, 0);
  const long = cluster('long', -0.016, 0.19);
  const short = cluster('short', 0.024, 0.11);
  const none: Measured = missing('not-published');
  return {
    instrument: {
      venue: 'example',
      venueSymbol: 'EXAMPLE',
      asset: 'BTC',
      base: 'BTC',
      quote: 'USDT',
      settle: 'USDT',
      kind: 'linear',
      contractSize: 1,
      baseMultiplier: 1,
      tickSize: 0.1,
      maxLeverage: 125,
      maintenanceTiers: null,
      fundingIntervalHours: 8,
    },
    sequence: crowded ? 1 : 2,
    builtTime: now,
    marketTime: now,
    price: {
      markPrice: known(MARK),
      indexPrice: known(MARK * 0.9995),
      premium: known(0.0005 * unit),
      atr: known(MARK * 0.008),
      sigmaHour: known(0.006),
    },
    funding: {
      fundingRate: known(0.0001 + 0.0002 * unit),
      fundingIntervalHours: known(8),
      nextFundingTime: known(now + 2 * HOUR + 10 * MINUTE),
      apr: known((0.0001 + 0.0002 * unit) * 3 * 365),
      excessHourly: known(0.000025 * unit),
      excessPercentile: known(crowded ? 0.96 : 0.5),
      atAnchor: false,
      atCap: false,
    },
    openInterest: {
      openInterest: known(crowded ? 92_000 : 79_400),
      openInterestValue: known((crowded ? 92_000 : 79_400) * MARK),
      change1h: known(0.004),
      change24h: known(crowded ? 0.031 : -0.118),
      percentile: known(crowded ? 0.92 : 0.38),
    },
    crowding: {
      score: known(score),
      band: crowded ? 'crowded' : 'balanced',
      side: 'long',
      coverage: 1,
      parts: PARTS.map(([part, axis, , rank], index) => ({
        part,
        axis,
        weight: 0.1,
        raw: none,
        percentile: known(crowded ? rank : 0.5),
        signal: null,
        points: points[index] ?? null,
      })),
      intoLevel: null,
    },
    flushRisk: {
      probability: known(crowded ? 0.041 : 0.012),
      usual: known(0.015),
      ifShocked: known(crowded ? 0.12 : 0.04),
      drivers: [],
    },
    keyLevels: [
      { kind: 'round', price: 63_000, distance: -0.0156, stopBand: [62_900, 63_000] },
      { kind: 'day-high', price: 65_400, distance: 0.0219, stopBand: [65_400, 65_500] },
    ],
    clusters: {
      state: known(MARK),
      bins: bins(),
      clusters: [long, short],
      nearestLong: long,
      nearestShort: short,
      seededShare: 0.2,
      tierSource: 'assumed',
      openInterestSource: null,
    },
    cascade: {
      down: known(path('long', long.price)),
      up: known(path('short', short.price)),
      bids: known({ depthAtOnePercent: 48e6, kappa: 1.3, seenPercent: 1.6 }),
      asks: known({ depthAtOnePercent: 51e6, kappa: 1.3, seenPercent: 1.6 }),
    },
    reset: exampleReset(moment, now),
    sparkline: {
      stepMs: 15 * MINUTE,
      endTime: now,
      openInterest: trace(0.4, crowded ? 3 : -9),
      price: trace(1.9, crowded ? 1 : -4),
    },
    grade: { grade: 'A', reasons: [] },
    history: { days: 30, wantedDays: 30 },
    sources: ['A', 'B', 'C', 'D'].map((name) => ({
      venue: 'example',
      name,
      status: 'live',
      lastGoodTime: now,
      venueLagMs: 0,
      until: null,
      detail: null,
    })),
  };
}

function cluster(side: Cluster['side'], distance: number, share: number): Cluster {
  const price = MARK * (1 + distance);
  return {
    side,
    low: price * 0.9985,
    high: price * 1.0015,
    price,
    distance,
    distanceAtr: Math.abs(distance) / 0.008,
    share,
    percentile: 0.93,
    valueRange: [180e6, 560e6],
    touch: { hours1: 0.05, hours4: side === 'long' ? 0.22 : 0.13, hours24: 0.56 },
    tags: side === 'long' ? ['round'] : [],
    seededShare: 0.2,
  };
}

/** A hump of mass on each side, the larger one below. */
function bins(): MapBin[] {
  const width = 0.0015;
  const hump = (at: number, centre: number, spread: number, height: number) =>
    height * Math.exp(-(((at - centre) / spread) ** 2));
  return Array.from({ length: 120 }, (_, index) => {
    const at = (index - 59.5) * width;
    const share =
      at < 0
        ? hump(-at, 0.016, 0.004, 0.04) + hump(-at, 0.035, 0.012, 0.014)
        : hump(at, 0.024, 0.005, 0.023) + hump(at, 0.045, 0.012, 0.008);
    const low = MARK * Math.exp(at - width / 2);
    return { low, high: low * Math.exp(width), side: at < 0 ? 'long' : 'short', share, likelihood: share };
  });
}

function path(side: CascadePath['side'], startPrice: number): CascadePath {
  const sign = side === 'long' ? -1 : 1;
  const outcomes = (
    [
      [1, 0, 0],
      [0.29, 0.019, 0],
      [0.06, 0.052, 1],
    ] as const
  ).map(([survival, slip, clustersReached]) => ({
    survival,
    outcome:
      slip === 0
        ? ('absorbed' as const)
        : clustersReached > 0
          ? ('reaches-next' as const)
          : ('slips' as const),
    slip: sign * slip,
    endPrice: startPrice * (1 + sign * slip),
    clustersReached,
    extrapolated: slip > 0.016,
  }));
  return { side, startPrice, outcomes };
}

function trace(phase: number, drift: number): number[] {
  return Array.from({ length: 97 }, (_, index) => {
    const fallen = drift < 0 ? drift / (1 + Math.exp((48 - index) / 3)) : (index / 96) * drift;
    return 100 + Math.sin(index / 9 + phase) * 0.4 + Math.sin(index / 3.1 + phase) * 0.15 + fallen;
  });
}
