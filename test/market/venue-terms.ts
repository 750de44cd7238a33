import type { Instrument, MaintenanceTier, VenueId } from '../../core/domain/instrument.ts';

import { DAY } from '../../core/domain/time.ts';

/** Rules and size of one simulated venue; shaped after the venues they are named for, values rounded. */
export interface VenueTerms {
  readonly venue: VenueId;
  /** Share of all perp open interest and flow. */
  readonly share: number;
  /** Share of all perp depth. */
  readonly depthShare: number;
  readonly takerFee: number;
  /** Interest part over 8 h. */
  readonly interest8h: number;
  /** Half-width of the band in which the interest part rules. */
  readonly dampener: number;
  readonly weighting: 'later-counts-more' | 'plain';
  /** Mean premium (quote currency trades off a dollar there). */
  readonly premiumOffset: number;
  /** How much later its price follows the others, seconds. */
  readonly lagSeconds: number;
  readonly spotVolumeShare: number;
}

export const VENUES: readonly VenueTerms[] = [
  {
    venue: 'binance-usdm',
    share: 0.44,
    depthShare: 0.42,
    takerFee: 0.0005,
    interest8h: 0.0001,
    dampener: 0.0005,
    weighting: 'later-counts-more',
    premiumOffset: -0.00068,
    lagSeconds: 8,
    spotVolumeShare: 0.6,
  },
  {
    venue: 'bybit-linear',
    share: 0.26,
    depthShare: 0.24,
    takerFee: 0.00055,
    interest8h: 0.0001,
    dampener: 0.0005,
    weighting: 'later-counts-more',
    premiumOffset: -0.00066,
    lagSeconds: 14,
    spotVolumeShare: 0.18,
  },
  {
    venue: 'okx-swap',
    share: 0.18,
    depthShare: 0.2,
    takerFee: 0.0005,
    interest8h: 0,
    dampener: 0.0005,
    weighting: 'plain',
    premiumOffset: -0.00062,
    lagSeconds: 16,
    spotVolumeShare: 0.22,
  },
  {
    venue: 'hyperliquid',
    share: 0.12,
    depthShare: 0.14,
    takerFee: 0.00045,
    interest8h: 0.0001,
    dampener: 0.0005,
    weighting: 'plain',
    premiumOffset: -0.00052,
    lagSeconds: 30,
    spotVolumeShare: 0,
  },
];

/** One coin: its size in the world. Money in USD. */
export interface AssetTerms {
  readonly asset: string;
  readonly price: number;
  readonly tick: number;
  /** Standard deviation of a day's log return in ordinary times. */
  readonly dailySigma: number;
  readonly openInterest: number;
  readonly perpVolumeDay: number;
  readonly spotVolumeDay: number;
  /** Perp depth within 1 % a side, all venues; spot depth beside it. */
  readonly perpDepth: number;
  readonly spotDepth: number;
  /** Beta to Bitcoin's returns. */
  readonly beta: number;
  readonly maxLeverage: number;
  /** Notional of the first bracket. */
  readonly firstBracket: number;
  readonly intervalHours: number;
  readonly capPerInterval: number;
  /** Multiplier where Binance and Bybit list thousands. */
  readonly multiplier: number;
  readonly okxContract: number;
  /** Insurance money at the start, as a share of open interest. */
  readonly fundShare: number;
}

export const ASSETS: Readonly<Record<string, AssetTerms>> = {
  BTC: {
    asset: 'BTC',
    price: 64_000,
    tick: 0.1,
    dailySigma: 0.024,
    openInterest: 13e9,
    perpVolumeDay: 30e9,
    spotVolumeDay: 6e9,
    perpDepth: 190e6,
    spotDepth: 80e6,
    beta: 1,
    maxLeverage: 125,
    firstBracket: 300_000,
    intervalHours: 8,
    capPerInterval: 0.003,
    multiplier: 1,
    okxContract: 0.01,
    fundShare: 0.03,
  },
  ETH: {
    asset: 'ETH',
    price: 3_100,
    tick: 0.01,
    dailySigma: 0.03,
    openInterest: 8e9,
    perpVolumeDay: 18e9,
    spotVolumeDay: 3.5e9,
    perpDepth: 110e6,
    spotDepth: 45e6,
    beta: 1.1,
    maxLeverage: 100,
    firstBracket: 300_000,
    intervalHours: 8,
    capPerInterval: 0.003,
    multiplier: 1,
    okxContract: 0.1,
    fundShare: 0.02,
  },
  SOL: {
    asset: 'SOL',
    price: 145,
    tick: 0.01,
    dailySigma: 0.045,
    openInterest: 3e9,
    perpVolumeDay: 6e9,
    spotVolumeDay: 1.2e9,
    perpDepth: 36e6,
    spotDepth: 14e6,
    beta: 1.4,
    maxLeverage: 75,
    firstBracket: 100_000,
    intervalHours: 8,
    capPerInterval: 0.0075,
    multiplier: 1,
    okxContract: 1,
    fundShare: 0.01,
  },
  PEPE: {
    asset: 'PEPE',
    price: 0.0000105,
    tick: 1e-10,
    dailySigma: 0.06,
    openInterest: 320e6,
    perpVolumeDay: 900e6,
    spotVolumeDay: 130e6,
    perpDepth: 2.4e6,
    spotDepth: 0.7e6,
    beta: 1.5,
    maxLeverage: 75,
    firstBracket: 10_000,
    intervalHours: 4,
    capPerInterval: 0.02,
    multiplier: 1000,
    okxContract: 10_000_000,
    fundShare: 0.001,
  },
};

/** Notional steps of the brackets in units of the first one, and leverage allowed in each as a share of the maximum. */
const BRACKETS: readonly (readonly [floor: number, leverageShare: number])[] = [
  [0, 1],
  [1, 0.8],
  [4, 0.6],
  [12, 0.4],
  [50, 0.2],
  [200, 0.1],
  [500, 0.04],
];

/** Maintenance is half of the initial margin at a bracket's maximum leverage; deductions keep it continuous. */
export function tiersOf(asset: AssetTerms, venue: VenueId): MaintenanceTier[] {
  const maxLeverage = maxLeverageOf(asset, venue);
  // Hyperliquid has one maintenance rate for nearly all sizes.
  const brackets = venue === 'hyperliquid' ? BRACKETS.slice(0, 1) : BRACKETS;
  const tiers: MaintenanceTier[] = [];
  let deduction = 0;
  let previousRate = 0;
  brackets.forEach(([floor, leverageShare], index) => {
    const leverage = Math.max(1, Math.floor(maxLeverage * leverageShare));
    const rate = Math.round((0.5 / leverage) * 1e5) / 1e5;
    const notionalFloor = floor * asset.firstBracket;
    if (index > 0) deduction += notionalFloor * (rate - previousRate);
    previousRate = rate;
    const next = brackets[index + 1];
    tiers.push({
      notionalFloor,
      notionalCap: next ? next[0] * asset.firstBracket : null,
      maintenanceRate: rate,
      deduction,
      maxLeverage: leverage,
    });
  });
  return tiers;
}

function maxLeverageOf(asset: AssetTerms, venue: VenueId): number {
  if (venue === 'binance-usdm') return asset.maxLeverage;
  if (venue === 'hyperliquid') return asset.asset === 'BTC' ? 40 : asset.asset === 'PEPE' ? 10 : 25;
  return Math.min(100, asset.maxLeverage);
}

/** Before this much of the history is left, Bybit charges small coins every 8 h; then as often as the others. */
const SHORTENED_BEFORE_LIVE = 5 * DAY;

/** Usual interval at a time, so long before (positive) or after (negative) the live moment. */
export function intervalHoursOf(asset: AssetTerms, venue: VenueId, beforeLive = 0): number {
  if (venue === 'hyperliquid') return 1;
  const isLate = venue === 'bybit-linear' && beforeLive > SHORTENED_BEFORE_LIVE;
  return isLate ? 8 : asset.intervalHours;
}

export function capOf(asset: AssetTerms, venue: VenueId): number {
  return venue === 'hyperliquid' ? 0.04 : asset.capPerInterval;
}

/** The listing of one coin on one venue, under the venue's own spelling and multiplier. */
export function instrumentOf(asset: AssetTerms, venue: VenueId): Instrument {
  const thousands = asset.multiplier > 1 && venue !== 'okx-swap';
  const multiplier = thousands ? asset.multiplier : 1;
  const base = thousands ? `${venue === 'hyperliquid' ? 'k' : '1000'}${asset.asset}` : asset.asset;
  const quote = venue === 'hyperliquid' ? 'USD' : 'USDT';
  const settle = venue === 'hyperliquid' ? 'USDC' : 'USDT';
  const symbols: Record<string, string> = {
    'okx-swap': `${asset.asset}-USDT-SWAP`,
    hyperliquid: base,
  };
  return {
    venue,
    venueSymbol: symbols[venue] ?? `${base}USDT`,
    asset: asset.asset,
    base,
    quote,
    settle,
    kind: 'linear',
    contractSize: venue === 'okx-swap' ? asset.okxContract : 1,
    baseMultiplier: multiplier,
    tickSize: Number((asset.tick * multiplier).toPrecision(6)),
    maxLeverage: maxLeverageOf(asset, venue),
    maintenanceTiers: tiersOf(asset, venue),
    fundingIntervalHours: intervalHoursOf(asset, venue),
  };
}

export function spotSymbolOf(asset: AssetTerms, venue: VenueId): string | null {
  if (venue === 'hyperliquid') return null;
  return venue === 'okx-swap' ? `${asset.asset}-USDT` : `${asset.asset}USDT`;
}
