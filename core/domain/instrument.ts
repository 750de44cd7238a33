/** A venue's id as the registry lists it, e.g. `binance-usdm`. */
export type VenueId = string;

/** One bracket of a venue's isolated-margin table, in quote notional (USD). */
export interface MaintenanceTier {
  /** Notional at which the bracket starts, inclusive. */
  readonly notionalFloor: number;
  /** Notional at which the bracket ends; `Infinity` is written as `null` on the wire. */
  readonly notionalCap: number | null;
  /** Maintenance margin as a fraction of notional. */
  readonly maintenanceRate: number;
  /** Fixed deduction in quote units that keeps the requirement continuous across brackets. */
  readonly deduction: number;
  readonly maxLeverage: number;
}

/**
 * One perpetual contract of one venue.
 * Prices are quoted per venue base unit (for `1000PEPEUSDT`: per 1000 PEPE). Sizes (open interest, volume,
 * book levels, liquidations) count what a holder's position keeps while the price moves: venue base units of a
 * linear contract, USD of an inverse one.
 */
export interface Instrument {
  readonly venue: VenueId;
  /** The venue's own spelling, e.g. `BTCUSDT`, `BTC-USDT-SWAP`, `kPEPE`. */
  readonly venueSymbol: string;
  /** The coin after removing a multiplier and an alias: `BTC`, `PEPE`. */
  readonly asset: string;
  /** The venue's base, multiplier included: `1000PEPE`. */
  readonly base: string;
  readonly quote: string;
  readonly settle: string;
  readonly kind: 'linear' | 'inverse';
  /** Linear: venue base units in one contract. Inverse: USD in one contract. */
  readonly contractSize: number;
  /** Coins in one venue base unit: 1000 for `1000PEPE`, 1 for `BTC`. */
  readonly baseMultiplier: number;
  readonly tickSize: number | null;
  readonly maxLeverage: number | null;
  /** Ascending by notional; null where the venue does not publish them. */
  readonly maintenanceTiers: readonly MaintenanceTier[] | null;
  /** As listed with the instrument; the funding observation's own interval wins. */
  readonly fundingIntervalHours: number | null;
}

/** Stable key of an instrument across venues, e.g. `binance-usdm:BTCUSDT`. */
export function instrumentKey(ref: { venue: VenueId; venueSymbol: string }): string {
  return `${ref.venue}:${ref.venueSymbol}`;
}

/** Quote notional (USD) of a size at a price. */
export function notionalOf({ kind }: Pick<Instrument, 'kind'>, size: number, price: number): number {
  return kind === 'inverse' ? size : size * price;
}
