import { DAY, type Ms } from '../../core/domain/time.ts';

/** One prediction and what came of it. */
export interface Judged {
  readonly score: number;
  readonly label: 0 | 1;
  readonly time: Ms;
}

export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Area under the ROC curve, ties counted half; NaN without both labels. `weights` count a case several times. */
export function auc(cases: readonly Judged[], weights?: Float64Array): number {
  return weightedAuc(rankOrder(cases), weights ?? new Float64Array(cases.length).fill(1));
}

/** Cases in ascending order of score, so that resampling need not sort again. */
export interface RankOrder {
  /** Index of the case at each rank. */
  readonly order: Int32Array;
  readonly isPositive: Uint8Array;
  /** 1 where the score is that of the rank before. */
  readonly isTied: Uint8Array;
}

export function rankOrder(cases: readonly Judged[]): RankOrder {
  const scores = Float64Array.from(cases, ({ score }) => score);
  const order = Int32Array.from(cases.keys());
  order.sort((a, b) => scores[a]! - scores[b]!);
  return {
    order,
    isPositive: Uint8Array.from(order, (index) => cases[index]!.label),
    isTied: Uint8Array.from(order, (index, rank) =>
      rank > 0 && scores[index] === scores[order[rank - 1]!] ? 1 : 0,
    ),
  };
}

export function weightedAuc({ order, isPositive, isTied }: RankOrder, weights: Float64Array): number {
  let positives = 0;
  let negatives = 0;
  let wins = 0;
  let tiedPositives = 0;
  let tiedNegatives = 0;
  for (let rank = 0; rank < order.length; rank += 1) {
    if (isTied[rank] === 0) {
      wins += tiedPositives * (negatives + tiedNegatives / 2);
      positives += tiedPositives;
      negatives += tiedNegatives;
      tiedPositives = 0;
      tiedNegatives = 0;
    }
    const weight = weights[order[rank]!]!;
    if (isPositive[rank] === 1) tiedPositives += weight;
    else tiedNegatives += weight;
  }
  wins += tiedPositives * (negatives + tiedNegatives / 2);
  return wins / ((positives + tiedPositives) * (negatives + tiedNegatives));
}

export interface ReliabilityBin {
  readonly predicted: number;
  readonly observed: number;
  readonly n: number;
}

/** Ten bins of equal size by prediction. */
export function reliability(cases: readonly Judged[], bins = 10): ReliabilityBin[] {
  const { order } = rankOrder(cases);
  return Array.from({ length: bins }, (_, bin) => {
    const part = order.subarray(
      Math.floor((bin * order.length) / bins),
      Math.floor(((bin + 1) * order.length) / bins),
    );
    const mean = (of: (each: Judged) => number) =>
      part.reduce((sum, index) => sum + of(cases[index]!), 0) / part.length;
    return { predicted: mean(({ score }) => score), observed: mean(({ label }) => label), n: part.length };
  }).filter(({ n }) => n > 0);
}

/** Mean |predicted − observed| over the bins, weighted by their size. */
export function calibrationError(cases: readonly Judged[]): number {
  const bins = reliability(cases);
  return bins.reduce((sum, bin) => sum + (bin.n / cases.length) * Math.abs(bin.predicted - bin.observed), 0);
}

/** Mean of the two hit rates; NaN without both labels. `weights` count a pair several times. */
export function balancedAccuracy(
  pairs: readonly { said: boolean; was: boolean }[],
  weights?: Float64Array,
): number {
  const rate = (was: boolean) => {
    let hits = 0;
    let all = 0;
    pairs.forEach((pair, index) => {
      if (pair.was !== was) return;
      const weight = weights?.[index] ?? 1;
      all += weight;
      if (pair.said === was) hits += weight;
    });
    return hits / all;
  };
  return (rate(true) + rate(false)) / 2;
}

/**
 * 95 % interval of `statistic` under resampling of whole days (all symbols together), so that neighbouring bars and
 * markets that fall together do not count as independent. Seeded.
 */
export function dayBlockInterval(
  times: readonly Ms[],
  statistic: (weights: Float64Array) => number,
  rounds = 200,
): Interval {
  const days = new Map<number, number>();
  const dayOf = Int32Array.from(times, (time) => {
    const day = Math.floor(time / DAY);
    if (!days.has(day)) days.set(day, days.size);
    return days.get(day)!;
  });
  const random = seeded(20240413);
  const results: number[] = [];
  const weights = new Float64Array(times.length);
  for (let round = 0; round < rounds; round += 1) {
    const drawn = new Float64Array(days.size);
    for (let draw = 0; draw < days.size; draw += 1) drawn[Math.floor(random() * days.size)]! += 1;
    for (let row = 0; row < times.length; row += 1) weights[row] = drawn[dayOf[row]!]!;
    const result = statistic(weights);
    if (Number.isFinite(result)) results.push(result);
  }
  results.sort((a, b) => a - b);
  const at = (share: number) =>
    results[Math.min(results.length - 1, Math.floor(share * results.length))] ?? Number.NaN;
  return { value: statistic(new Float64Array(times.length).fill(1)), low: at(0.025), high: at(0.975) };
}

/** Mulberry32: small, fast, the same everywhere. */
export function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return Number.NaN;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Wilson's 95 % interval of a share. */
export function wilson(hits: number, n: number): Interval {
  if (n === 0) return { value: Number.NaN, low: 0, high: 1 };
  const z = 1.959964;
  const share = hits / n;
  const middle = share + z ** 2 / (2 * n);
  const half = z * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2));
  const whole = 1 + z ** 2 / n;
  return { value: share, low: (middle - half) / whole, high: (middle + half) / whole };
}
