import type { MapBar } from '../../core/analytics/liquidation-map.ts';
import type { Instrument } from '../../core/domain/instrument.ts';

/** Repeatable uniform numbers in 0…1 (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface WalkOptions {
  readonly count: number;
  readonly seed?: number;
  readonly stepMs?: number;
  readonly startTime?: number;
  readonly price?: number;
  /** σ of one bar's log return; 0.0015 is a large coin's five minutes. */
  readonly sigma?: number;
  readonly openInterest?: number;
}

/** A market of contiguous bars: a random walk in log price with its wicks, volume and open interest. */
export function marketBars({
  count,
  seed = 1,
  stepMs = 300_000,
  startTime = 1_699_999_200_000,
  price = 30_000,
  sigma = 0.0015,
  openInterest = 80_000,
}: WalkOptions): MapBar[] {
  const random = randomFrom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  let close = price;
  let interest = openInterest;
  return Array.from({ length: count }, (_, index) => {
    const open = close;
    close = open * Math.exp(sigma * normal());
    const before = interest;
    interest = before * Math.exp(0.002 * normal());
    const wick = () => 1 + sigma * Math.abs(normal()) * 0.5;
    return {
      startTime: startTime + index * stepMs,
      endTime: startTime + (index + 1) * stepMs,
      high: Math.max(open, close) * wick(),
      low: Math.min(open, close) / wick(),
      close,
      volume: openInterest * 0.02 * (0.5 + random()),
      openInterestBefore: before,
      openInterestAfter: interest,
      isAssumed: false,
    };
  });
}

/** A large coin's perpetual contract. */
export const instrument: Instrument = {
  venue: 'bench',
  venueSymbol: 'BTCUSDT',
  asset: 'BTC',
  base: 'BTC',
  quote: 'USDT',
  settle: 'USDT',
  kind: 'linear',
  contractSize: 1,
  baseMultiplier: 1,
  tickSize: 0.1,
  maxLeverage: 125,
  maintenanceTiers: [
    { notionalFloor: 0, notionalCap: 300_000, maintenanceRate: 0.004, deduction: 0, maxLeverage: 125 },
    { notionalFloor: 300_000, notionalCap: null, maintenanceRate: 0.005, deduction: 300, maxLeverage: 100 },
  ],
  fundingIntervalHours: 8,
};
