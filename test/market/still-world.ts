import type { Instrument, MaintenanceTier, VenueId } from '../../core/domain/instrument.ts';
import type { BarSeries, PointSeries } from '../../core/domain/series.ts';
import { DAY, HOUR, MINUTE, type Ms } from '../../core/domain/time.ts';
import type { World, WorldInterval, WorldMarket } from './world.ts';

/** The numbers of the still market: tests compare what the product shows with these. */
export const STILL = {
  markPrice: 60_000,
  indexPrice: 59_970,
  fundingRate: 0.0003,
  /** Venue base units, one side. */
  openInterest: 80_000,
  longShortAccountRatio: 1.5,
  perpVolume24h: 9_000_000_000,
  spotVolume24h: 3_000_000_000,
} as const;

const STEP: Readonly<Record<WorldInterval, Ms>> = { '1m': MINUTE, '5m': 5 * MINUTE, '1h': HOUR };
const HISTORY = 31 * DAY;

const TIERS: readonly MaintenanceTier[] = [
  { notionalFloor: 0, notionalCap: 2_000_000, maintenanceRate: 0.005, deduction: 0, maxLeverage: 100 },
  {
    notionalFloor: 2_000_000,
    notionalCap: 10_000_000,
    maintenanceRate: 0.01,
    deduction: 10_000,
    maxLeverage: 50,
  },
  {
    notionalFloor: 10_000_000,
    notionalCap: null,
    maintenanceRate: 0.025,
    deduction: 160_000,
    maxLeverage: 20,
  },
];

const LISTINGS: readonly (readonly [
  VenueId,
  symbol: string,
  quote: string,
  spot: string,
  intervalHours: number,
  contract: number,
])[] = [
  ['binance-usdm', 'BTCUSDT', 'USDT', 'BTCUSDT', 8, 1],
  ['bybit-linear', 'BTCUSDT', 'USDT', 'BTCUSDT', 8, 1],
  ['okx-swap', 'BTC-USDT-SWAP', 'USDT', 'BTC-USDT', 8, 0.01],
  ['hyperliquid', 'BTC', 'USDC', 'UBTC/USDC', 1, 1],
];

/**
 * A market that stands still but for a small daily swing: every answer is known in advance, history is there
 * from the first moment, and a test of the product's edges need not wait for a simulation.
 */
export function createStillWorld(start: Ms): World {
  let clock = start;
  const now = () => clock;
  const markets = LISTINGS.map((listing) => createMarket(listing, now));
  return {
    name: 'still',
    kind: 'simulated',
    assets: ['BTC'],
    markets,
    startTime: start - HISTORY,
    liveTime: start,
    endTime: null,
    phases: [],
    now,
    advance: (to) => {
      clock = Math.max(clock, to);
    },
    market: (venue, asset) =>
      markets.find((each) => each.venue === venue && each.instrument.asset === asset) ?? null,
  };
}

/** ± 1 % a day around the mark. */
export function stillPrice(time: Ms): number {
  return STILL.markPrice * (1 + 0.01 * Math.sin((2 * Math.PI * time) / DAY));
}

function createMarket(
  [venue, venueSymbol, quote, spotSymbol, intervalHours, contractSize]: (typeof LISTINGS)[number],
  now: () => Ms,
): WorldMarket {
  const interval = intervalHours * HOUR;
  const instrument: Instrument = {
    venue,
    venueSymbol,
    asset: 'BTC',
    base: 'BTC',
    quote,
    settle: quote,
    kind: 'linear',
    contractSize,
    baseMultiplier: 1,
    tickSize: 0.1,
    maxLeverage: 100,
    maintenanceTiers: TIERS,
    fundingIntervalHours: intervalHours,
  };
  const steps = (step: Ms, since: Ms, until: Ms) => {
    const first = Math.ceil(Math.max(since, now() - HISTORY) / step) * step;
    const count = Math.max(0, Math.floor((Math.min(until, now()) - first) / step) + 1);
    return Float64Array.from({ length: count }, (_, i) => first + i * step);
  };
  const points = (step: Ms, since: Ms, until: Ms, value: (time: Ms) => number): PointSeries => {
    const time = steps(step, since, until);
    return { time, value: time.map(value) };
  };
  const ratePerInterval = (STILL.fundingRate * intervalHours) / 8;
  return {
    venue,
    instrument,
    spotSymbol,
    quote: () => ({
      time: now(),
      markPrice: STILL.markPrice,
      indexPrice: STILL.indexPrice,
      lastPrice: STILL.markPrice,
      bestBid: 59_999.9,
      bestAsk: 60_000.1,
    }),
    funding: () => ({
      time: now(),
      rate: ratePerInterval,
      lastSettledRate: ratePerInterval,
      intervalHours,
      nextFundingTime: Math.ceil((now() + 1) / interval) * interval,
      anchor: venue === 'hyperliquid' ? 0.0000125 : 0.0001,
      cap: 0.003,
    }),
    fundingHistory: (since, until) => {
      const { time, value } = points(interval, since, until, () => ratePerInterval);
      return { time, value, intervalHours: time.map(() => intervalHours), markPrice: time.map(stillPrice) };
    },
    openInterest: () => ({ time: now(), value: STILL.openInterest }),
    openInterestHistory: (name, since, until) =>
      venue === 'hyperliquid' ? null : points(STEP[name], since, until, openInterestAt),
    candles: (_market, name, since, until) => bars(steps(STEP[name], since, until), STEP[name]),
    premiumHistory: (name, since, until) =>
      points(STEP[name], since, until - STEP[name], () => STILL.markPrice / STILL.indexPrice - 1),
    accountRatioHistory: (name, since, until) =>
      points(STEP[name], since, until, () => STILL.longShortAccountRatio),
    takerVolumeHistory: (name, since, until) => {
      const time = steps(STEP[name], since, until - STEP[name]);
      return { time, buy: time.map(() => 55), sell: time.map(() => 45) };
    },
    book: (levels) => ({ time: now(), synthetic: false, bids: ladder(levels, -1), asks: ladder(levels, 1) }),
    volume24h: (market) => (market === 'perp' ? STILL.perpVolume24h : STILL.spotVolume24h),
    liquidations: () => [],
  };
}

/** Swings by ± 0.5 % a day, so that ΔOI stays far below the traded volume. */
function openInterestAt(time: Ms): number {
  return STILL.openInterest * (1 + 0.005 * Math.sin((2 * Math.PI * time) / DAY));
}

function bars(openTime: Float64Array, stepMs: Ms): BarSeries {
  const open = openTime.map(stillPrice);
  const close = openTime.map((time) => stillPrice(time + stepMs));
  const volume = openTime.map(() => (STILL.perpVolume24h / STILL.markPrice / DAY) * stepMs);
  return {
    stepMs,
    openTime,
    open,
    high: open.map((price, i) => Math.max(price, close[i] ?? price) * 1.0004),
    low: open.map((price, i) => Math.min(price, close[i] ?? price) * 0.9996),
    close,
    volume,
    takerBuyVolume: volume.map((amount) => amount * 0.52),
  };
}

/** 10 USD ticks, 2 BTC each: about 7 million USD within 1 % a side. */
function ladder(levels: number, side: 1 | -1): (readonly [number, number])[] {
  return Array.from(
    { length: Math.min(levels, 600) },
    (_, i) => [STILL.markPrice + side * (0.1 + i * 10), 2] as const,
  );
}
