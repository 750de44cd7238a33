import { clamp } from './amounts.ts';
import type { VenueTerms } from './venue-terms.ts';

/**
 * Rate for one interval: the mean premium plus the interest part held within the dampener, scaled from
 * 8 h to the interval, then capped.
 * https://www.binance.com/en/support/faq/introduction-to-binance-futures-funding-rates-360033525031
 */
export function fundingRate(
  averagePremium: number,
  terms: Pick<VenueTerms, 'interest8h' | 'dampener'>,
  intervalHours: number,
  cap: number,
): number {
  const eightHours =
    averagePremium + clamp(terms.interest8h - averagePremium, -terms.dampener, terms.dampener);
  // Adding and subtracting the premium leaves rounding dust: inside the band the rate is the anchor itself.
  const inside = Math.abs(terms.interest8h - averagePremium) <= terms.dampener;
  const rate = ((inside ? terms.interest8h : eightHours) * intervalHours) / 8;
  return clamp(rate, -cap, cap);
}

/** Averages premium samples over one funding interval. */
export class PremiumMeter {
  private sum = 0;
  private weights = 0;
  private count = 0;
  private readonly weighting: VenueTerms['weighting'];

  constructor(weighting: VenueTerms['weighting']) {
    this.weighting = weighting;
  }

  sample(premium: number): void {
    this.count++;
    const weight = this.weighting === 'plain' ? 1 : this.count;
    this.sum += weight * premium;
    this.weights += weight;
  }

  get average(): number {
    return this.weights === 0 ? 0 : this.sum / this.weights;
  }

  reset(): void {
    this.sum = this.weights = this.count = 0;
  }
}
