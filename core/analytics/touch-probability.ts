/**
 * Probability that a driftless random walk in log price touches `price` within `hours`:
 * 2 Φ(−d / (σ √T)), d = |ln(price / mark)|. The factor 2 (reflection) is because a bar's extreme touches, not only
 * its close.
 *
 * @param sigmaHour σ of log returns per √hour
 */
export function touchProbability(mark: number, price: number, sigmaHour: number, hours: number): number {
  const distance = Math.abs(Math.log(price / mark));
  if (distance === 0) return 1;
  const spread = sigmaHour * Math.sqrt(hours);
  return spread > 0 ? twoSidedTail(distance / spread) : 0;
}

/** 2 Φ(−z) for z ≥ 0, by the series Φ(z) = ½ + φ(z) (z + z³/3 + z⁵/15 + …); absolute error below 1e-14. */
function twoSidedTail(z: number): number {
  if (z > 8) return 0;
  let term = z;
  let sum = z;
  for (let odd = 3; term > 1e-17 * sum; odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  return Math.max(0, 1 - 2 * density * sum);
}
