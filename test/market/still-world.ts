import type { Instrument, MaintenanceTier, VenueId } from '../../core/domain/instrument.ts';
import type { BarSeries, PointSeries } from '../../core/domain/series.ts';
import { DAY, HOUR, MINUTE, type Ms, SECOND } from '../../core/domain/time.ts';
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

/** Each coin's price against Bitcoin's; its sizes are larger by the same factor, so dollars agree. */
const COINS: readonly (readonly [asset: string, scale: number])[] = [
  ['BTC', 1],
  ['ETH', 1 / 20],
];

interface Listing {
  readonly venue: VenueId;
  readonly quote: string;
  readonly intervalHours: number;
  readonly contractSize: number;
  symbol(asset: string): string;
  spot(asset: string): string;
}

const USDT_PAIR = (asset: string) => `${asset}USDT`;
const LISTINGS: readonly Listing[] = [
  {
    venue: 'binance-usdm',
    quote: 'USDT',
    intervalHours: 8,
    contractSize: 1,
    symbol: USDT_PAIR,
    spot: USDT_PAIR,
  },
  {
    venue: 'bybit-linear',
    quote: 'USDT',
    intervalHours: 8,
    contractSize: 1,
    symbol: USDT_PAIR,
    spot: USDT_PAIR,
  },
  {
    venue: 'okx-swap',
    quote: 'USDT',
    intervalHours: 8,
    contractSize: 0.01,
    symbol: (asset) => `${asset}-USDT-SWAP`,
    spot: (asset) => `${asset}-USDT`,
  },
  {
    venue: 'hyperliquid',
    quote: 'USDC',
    intervalHours: 1,
    contractSize: 1,
    symbol: (asset) => asset,
    spot: (asset) => `U${asset}/USDC`,
  },
];

export interface StillOptions {
  /** The mark moves by a few ticks each second: for runs long enough that a price at rest would count as frozen. */
  readonly ticking?: boolean;
}

/** Steps of a tenth of a dollar (for Bitcoin) before the mark is back where it was. */
const TICKS = 7;

/**
 * A market that stands still but for a small daily swing: every answer is known in advance, history is there
 * from the first moment, and a test of the product's edges need not wait for a simulation.
 */
export function createStillWorld(start: Ms, { ticking = false }: StillOptions = {}): World {
  let clock = start;
  const now = () => clock;
  const tick = ticking ? () => (Math.floor(clock / SECOND) % TICKS) / 10 : () => 0;
  const markets = COINS.flatMap(([asset, scale]) =>
    LISTINGS.map((listing) => createMarket(listing, asset, scale, now, tick)),
  );
  return {
    name: 'still',
    kind: 'simulated',
    assets: COINS.map(([asset]) => asset),
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
  listing: Listing,
  asset: string,
  scale: number,
  now: () => Ms,
  tick: () => number,
): WorldMarket {
  const { venue, quote, intervalHours, contractSize } = listing;
  const interval = intervalHours * HOUR;
  const markPrice = STILL.markPrice * scale;
  const indexPrice = STILL.indexPrice * scale;
  const instrument: Instrument = {
    venue,
    venueSymbol: listing.symbol(asset),
    asset,
    base: asset,
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
    spotSymbol: listing.spot(asset),
    quote: () => {
      const mark = markPrice + tick() * scale;
      return {
        time: now(),
        markPrice: mark,
        indexPrice,
        lastPrice: mark,
        bestBid: mark - 0.1,
        bestAsk: mark + 0.1,
      };
    },
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
      return {
        time,
        value,
        intervalHours: time.map(() => intervalHours),
        markPrice: time.map((at) => stillPrice(at) * scale),
      };
    },
    openInterest: () => ({ time: now(), value: STILL.openInterest / scale }),
    openInterestHistory: (name, since, until) =>
      venue === 'hyperliquid' ? null : points(STEP[name], since, until, (at) => openInterestAt(at) / scale),
    candles: (_market, name, since, until) => bars(steps(STEP[name], since, until), STEP[name], scale),
    premiumHistory: (name, since, until) =>
      points(STEP[name], since, until - STEP[name], () => STILL.markPrice / STILL.indexPrice - 1),
    accountRatioHistory: (name, since, until) =>
      points(STEP[name], since, until, () => STILL.longShortAccountRatio),
    takerVolumeHistory: (name, since, until) => {
      const time = steps(STEP[name], since, until - STEP[name]);
      return { time, buy: time.map(() => 55), sell: time.map(() => 45) };
    },
    book: (levels) => ({
      time: now(),
      synthetic: false,
      bids: ladder(levels, -1, scale),
      asks: ladder(levels, 1, scale),
    }),
    volume24h: (market) => (market === 'perp' ? STILL.perpVolume24h : STILL.spotVolume24h),
    liquidations: () => [],
  };
}

/** Swings by ± 0.5 % a day, so that ΔOI stays far below the traded volume. */
function openInterestAt(time: Ms): number {
  return STILL.openInterest * (1 + 0.005 * Math.sin((2 * Math.PI * time) / DAY));
}

function bars(openTime: Float64Array, stepMs: Ms, scale: number): BarSeries {
  const open = openTime.map((time) => stillPrice(time) * scale);
  const close = openTime.map((time) => stillPrice(time + stepMs) * scale);
  const volume = openTime.map(() => (STILL.perpVolume24h / (STILL.markPrice * scale) / DAY) * stepMs);
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

/** Bitcoin: 10 USD steps, 30 BTC each, about 108 million USD within 1 % a side. */
function ladder(levels: number, side: 1 | -1, scale: number): (readonly [number, number])[] {
  return Array.from(
    { length: Math.min(levels, 600) },
    (_, i) => [scale * STILL.markPrice + side * (0.1 + i * 10 * scale), 30 / scale] as const,
  );
}
