/** What the score needs of a part: where it counts, how much, and what it says (null: unknown). */
export interface WeightedSignal {
  readonly axis: 'direction' | 'leverage';
  readonly weight: number;
  readonly signal: number | null;
}

/** Weighted mean of an axis over what is known; null when nothing is. */
export function axisMean(parts: readonly WeightedSignal[], axis: WeightedSignal['axis']): number | null {
  let sum = 0;
  let weight = 0;
  for (const part of parts) {
    if (part.axis !== axis || part.signal === null) continue;
    sum += part.weight * part.signal;
    weight += part.weight;
  }
  return weight > 0 ? sum / weight : null;
}

/** `100 · sgn(D) · √(|D| · I)`: one-sided *and* leveraged. Null while an axis is unknown. */
export function crowdingScore(parts: readonly WeightedSignal[]): number | null {
  const direction = axisMean(parts, 'direction');
  const leverage = axisMean(parts, 'leverage');
  if (direction === null || leverage === null) return null;
  return signedScore(direction, leverage);
}

/**
 * The score S = 100 · sgn(D) · √(|D| · I) split into points that add up to it, one for each part (null for
 * unknown parts).
 *
 * Both axes carry S/2. Leverage: `S/2 · wᵢxᵢ / Σwx`; all xᵢ ≥ 0, so the shares add up to one.
 * Direction: let D = A − B (up to sign), A the weighted mean of the signals on the score's side alone and B of
 * those against it. `S(A)` is the score had nobody disagreed, so the agreeing parts share S(A)/2 in proportion to
 * w|s|, and the opposing ones share what they cost, (S − S(A))/2 ≤ 0 against the score's sign. The two add up to
 * S/2. Sharing S/2 by ws/Σws directly would add up as well, but blow up beyond ± 100 where the parts
 * nearly cancel; here no part exceeds ± 50. Where nobody disagrees the two are the same.
 */
export function crowdingPoints(parts: readonly WeightedSignal[]): (number | null)[] {
  const direction = axisMean(parts, 'direction');
  const leverage = axisMean(parts, 'leverage');
  if (direction === null || leverage === null) return parts.map(() => null);
  const score = signedScore(direction, leverage);
  const side = direction < 0 ? -1 : 1;

  const sumOver = (axis: WeightedSignal['axis'], of: (weight: number, signal: number) => number) =>
    parts.reduce(
      (sum, part) => (part.axis === axis && part.signal !== null ? sum + of(part.weight, part.signal) : sum),
      0,
    );
  const leverageSum = sumOver('leverage', (weight, signal) => weight * signal);
  const agreeing = sumOver('direction', (weight, signal) => weight * Math.max(0, side * signal));
  const opposing = sumOver('direction', (weight, signal) => weight * Math.max(0, -side * signal));
  const directionWeight = sumOver('direction', (weight) => weight);
  const undisputed = signedScore((side * agreeing) / directionWeight, leverage);

  return parts.map(({ axis, weight, signal }) => {
    if (signal === null) return null;
    const share = weight * Math.abs(signal);
    if (share === 0) return 0;
    if (axis === 'leverage') return (score / 2) * (share / leverageSum);
    return signal * side > 0
      ? (undisputed / 2) * (share / agreeing)
      : ((score - undisputed) / 2) * (share / opposing);
  });
}

function signedScore(direction: number, leverage: number): number {
  return 100 * Math.sign(direction) * Math.sqrt(Math.abs(direction) * leverage);
}
