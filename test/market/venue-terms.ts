import type { VenueId } from '../../core/domain/instrument.ts';

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
