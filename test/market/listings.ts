import type { Instrument, MaintenanceTier, VenueId } from '../../core/domain/instrument.ts';
import { DAY } from '../../core/domain/time.ts';
import type { AssetTerms } from './asset-terms.ts';

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
