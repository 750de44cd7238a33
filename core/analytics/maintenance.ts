import type { Instrument, MaintenanceTier } from '../domain/instrument.ts';
import { LIQUIDATION_MAP } from './parameters.ts';

/** The tier a notional falls in: the last one whose floor it reaches. Tiers ascend and start at 0. */
export function tierAt(tiers: readonly MaintenanceTier[], notional: number): MaintenanceTier {
  let found = tiers[0]!;
  for (const tier of tiers) if (notional >= tier.notionalFloor) found = tier;
  return found;
}

/** Margin a position of `notional` must keep, in the notional's unit: rate · notional − deduction. */
export function maintenanceMargin(tiers: readonly MaintenanceTier[], notional: number): number {
  const tier = tierAt(tiers, notional);
  return tier.maintenanceRate * notional - tier.deduction;
}

/**
 * One tier for an instrument whose venue publishes none: half of the initial margin at maximum leverage,
 * which is Hyperliquid's rule and what Binance (0.4 % at 125×) and Bybit (0.5 % at 100×) come to in their first.
 * https://hyperliquid.gitbook.io/hyperliquid-docs/trading/margining
 */
export function assumedTiers(maxLeverage: number | null): readonly MaintenanceTier[] {
  const leverage = maxLeverage ?? LIQUIDATION_MAP.assumedMaxLeverage;
  return [
    {
      notionalFloor: 0,
      notionalCap: null,
      maintenanceRate: 0.5 / leverage,
      deduction: 0,
      maxLeverage: leverage,
    },
  ];
}

/** The instrument's own tiers where they are usable, and whether they had to be assumed. */
export function tiersOf(instrument: Instrument): { tiers: readonly MaintenanceTier[]; assumed: boolean } {
  const { maintenanceTiers, maxLeverage } = instrument;
  const usable =
    maintenanceTiers !== null &&
    maintenanceTiers.length > 0 &&
    maintenanceTiers.every(
      (tier) =>
        tier.maintenanceRate >= 0 &&
        tier.maintenanceRate < 1 &&
        tier.maxLeverage >= 1 &&
        tier.notionalFloor >= 0,
    );
  if (usable) return { tiers: maintenanceTiers, assumed: false };
  return {
    tiers: assumedTiers(maxLeverage !== null && maxLeverage >= 1 ? maxLeverage : null),
    assumed: true,
  };
}
