import type { CascadeOutcome, DepthFit } from '../domain/cascade.ts';
import { CASCADE } from './parameters.ts';

/** A cluster as the cascade sees it: where it is met, and the USD it sells (buys). */
export interface CascadeStep {
  readonly price: number;
  readonly value: number;
}

/** Slip in percent when `value` USD is filled through the fit with `survival` of its depth left: (V / wB)^(1/κ). */
export function slipPercent(fit: DepthFit, value: number, survival: number): number {
  return (value / (survival * fit.depthAtOnePercent)) ** (1 / fit.kappa);
}

/**
 * The first of `steps` is hit: its value goes through the book from its own price; every further step whose price
 * is reached joins with its value. Steps are ordered outwards.
 *
 * @param absorbedSlip fraction up to which a slip counts as absorbed
 */
export function runCascade(
  side: 'long' | 'short',
  steps: readonly CascadeStep[],
  fit: DepthFit,
  survival: number,
  absorbedSlip: number,
): CascadeOutcome {
  const sign = side === 'long' ? -1 : 1;
  const start = steps[0]!.price;
  let value = steps[0]!.value;
  let joined = 0;
  let percent = slipPercent(fit, value, survival);
  const endPrice = () => start * (1 + sign * Math.min(CASCADE.largestSlip, percent / 100));
  while (joined + 1 < steps.length && sign * (endPrice() - steps[joined + 1]!.price) >= 0) {
    joined += 1;
    value += steps[joined]!.value;
    percent = slipPercent(fit, value, survival);
  }
  const slip = Math.min(CASCADE.largestSlip, percent / 100);
  return {
    survival,
    outcome: joined > 0 ? 'reaches-next' : slip <= absorbedSlip ? 'absorbed' : 'slips',
    slip: sign * slip,
    endPrice: endPrice(),
    clustersReached: joined,
    extrapolated: percent > fit.seenPercent,
  };
}
