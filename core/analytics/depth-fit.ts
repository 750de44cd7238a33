import type { DepthFit } from '../domain/cascade.ts';
import { type Instrument, notionalOf } from '../domain/instrument.ts';
import { CASCADE } from './parameters.ts';

/**
 * Fits one side of a book to Cum(u) = B · u^κ, u in percent from mid, Cum in USD, by least squares of log Cum on
 * log u. Each level weighs as much as its own USD: the fit is good where the money is, not where levels are dense.
 * Where too narrow a stretch is seen to tell κ, κ is the usual 1.16 and only B is fitted.
 *
 * @param levels best price first; sizes as the instrument counts them
 * @returns null with fewer than five usable levels
 */
export function fitDepth(
  levels: readonly (readonly [price: number, size: number])[],
  mid: number,
  instrument: Pick<Instrument, 'kind'>,
): DepthFit | null {
  let cumulative = 0;
  let weights = 0;
  let sumX = 0;
  let sumY = 0;
  let sumXX = 0;
  let sumXY = 0;
  let nearest = Number.POSITIVE_INFINITY;
  let seenPercent = 0;
  let count = 0;
  for (const [price, size] of levels) {
    const percent = Math.abs(price / mid - 1) * 100;
    const value = notionalOf(instrument, size, price);
    if (!(value > 0) || !(percent > 0) || !Number.isFinite(value) || !Number.isFinite(percent)) continue;
    cumulative += value;
    const x = Math.log(percent);
    const y = Math.log(cumulative);
    weights += value;
    sumX += value * x;
    sumY += value * y;
    sumXX += value * x * x;
    sumXY += value * x * y;
    nearest = Math.min(nearest, percent);
    seenPercent = Math.max(seenPercent, percent);
    count += 1;
  }
  if (count < CASCADE.minimumLevels) return null;
  const meanX = sumX / weights;
  const meanY = sumY / weights;
  const spread = sumXX / weights - meanX * meanX;
  const canTell = seenPercent >= CASCADE.minimumSpan * nearest && spread > 1e-9;
  const slope = canTell ? (sumXY / weights - meanX * meanY) / spread : CASCADE.kappa;
  const [least, most] = CASCADE.kappaRange;
  const kappa = Math.min(most, Math.max(least, slope));
  // At u = 1 % log u is 0: the intercept is log B.
  return { depthAtOnePercent: Math.exp(meanY - kappa * meanX), kappa, seenPercent };
}
