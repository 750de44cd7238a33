/** Plain statistics of a series; inputs are arrays of numbers, never changed. */

export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

export function deviation(values: ArrayLike<number>): number {
  return Math.sqrt(centralMoment(values, 2));
}

/** 3 for a normal law. */
export function kurtosis(values: ArrayLike<number>): number {
  return centralMoment(values, 4) / centralMoment(values, 2) ** 2;
}

export function autocorrelation(values: ArrayLike<number>, lag: number): number {
  const middle = mean(values);
  let joint = 0;
  let all = 0;
  for (let i = 0; i < values.length; i++) {
    all += (values[i]! - middle) ** 2;
    if (i >= lag) joint += (values[i]! - middle) * (values[i - lag]! - middle);
  }
  return joint / all;
}

export function quantile(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export function logReturns(prices: ArrayLike<number>, every = 1): number[] {
  const returns: number[] = [];
  for (let i = every; i < prices.length; i += every) returns.push(Math.log(prices[i]! / prices[i - every]!));
  return returns;
}

export function relativeChanges(values: ArrayLike<number>, every = 1): number[] {
  const changes: number[] = [];
  for (let i = every; i < values.length; i += every) changes.push(values[i]! / values[i - every]! - 1);
  return changes;
}

/** Wilson's 95 % bounds of a share. */
export function wilson(hits: number, trials: number): [low: number, high: number] {
  if (trials === 0) return [0, 1];
  const z = 1.96;
  const p = hits / trials;
  const centre = p + (z * z) / (2 * trials);
  const spread = z * Math.sqrt((p * (1 - p)) / trials + (z * z) / (4 * trials * trials));
  const scale = 1 + (z * z) / trials;
  return [(centre - spread) / scale, (centre + spread) / scale];
}

function centralMoment(values: ArrayLike<number>, power: number): number {
  const middle = mean(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i]! - middle) ** power;
  return sum / values.length;
}
