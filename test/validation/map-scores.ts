import { type MapRuler, type ReachedDay, RULERS } from './judge-map.ts';
import { dayBlockInterval, type Interval, wilson } from './scores.ts';

export interface MapScore {
  /** Share of the ruler that it pays to believe, for the bits beyond distance. */
  readonly belief: number;
  /** Bits for each lost contract beyond what its distance and side alone tell. */
  readonly bits: Interval;
  /** The same over spreading it evenly among the reached bins. */
  readonly bitsOverEven: Interval;
  /** Share of top-decile bins that lost more than the median reached bin of their day. */
  readonly precisionTopDecile: number;
  readonly wilsonLow: number;
  /** The same share among all bins: under one half, because bins tie at the median. */
  readonly chance: number;
  readonly n: number;
}

/**
 * How much of a ruler is believed, the rest spread evenly: each ruler gets the share that suits it best, so that
 * none loses merely for being bold. 0 bits with no belief means that it knows nothing.
 */
const BELIEFS = [0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 0.9];
/** Distance classes in log price. */
const CLASS_WIDTH = 0.005;

export function scoreRulers(
  days: readonly ReachedDay[],
  rulers: readonly MapRuler[] = RULERS,
): Record<MapRuler, MapScore> {
  return Object.fromEntries(rulers.map((ruler) => [ruler, scoreRuler(days, ruler)])) as Record<
    MapRuler,
    MapScore
  >;
}

function scoreRuler(days: readonly ReachedDay[], ruler: MapRuler): MapScore {
  const shares = days.map((day) => sharesOf(day.weights[ruler]));
  const byDistance = classMeans(days, (day) => sharesOf(day.lost));
  const usual = classMeans(days, (_, index) => shares[index]!);
  const beliefFor = (of: (belief: number) => number) =>
    BELIEFS.map((belief) => ({ belief, bits: of(belief) })).reduce((best, next) =>
      next.bits > best.bits ? next : best,
    ).belief;
  const prepared = days.map((day, index) => {
    const lost = sharesOf(day.lost);
    const even = day.lost.map(() => 1 / day.lost.length);
    const expected = sharesOf(day.distance.map((_, bin) => byDistance(day, bin)));
    const lifted = sharesOf(
      day.distance.map((_, bin) => (expected[bin]! * shares[index]![bin]!) / (usual(day, bin) || 1)),
    );
    return { day, lost, even, expected, lifted, shares: shares[index]! };
  });
  const total = (of: (each: (typeof prepared)[number]) => number) =>
    prepared.reduce((sum, each) => sum + of(each), 0);
  const belief = beliefFor((share) => total((each) => gain(each.lost, each.shares, each.even, share)));
  const beyond = beliefFor((share) => total((each) => gain(each.lost, each.lifted, each.expected, share)));
  const gains = prepared.map((each) => ({
    plain: gain(each.lost, each.shares, each.even, belief),
    beyond: gain(each.lost, each.lifted, each.expected, beyond),
    top: topDecile(each.day, each.shares),
  }));
  const times = days.map(({ time }) => time);
  const weighted = (of: (gains: { plain: number; beyond: number }) => number) =>
    dayBlockInterval(times, (weights) => {
      let sum = 0;
      let total = 0;
      gains.forEach((each, index) => {
        sum += weights[index]! * of(each);
        total += weights[index]!;
      });
      return sum / total;
    });
  const hits = gains.reduce((sum, { top }) => sum + top.hits, 0);
  const n = gains.reduce((sum, { top }) => sum + top.n, 0);
  return {
    belief: beyond,
    bits: weighted((each) => each.beyond),
    bitsOverEven: weighted((each) => each.plain),
    precisionTopDecile: hits / n,
    wilsonLow: wilson(hits, n).low,
    chance: gains.reduce((sum, { top }) => sum + top.above, 0) / n,
    n,
  };
}

/** Σ lost · log2((belief · ruler + (1 − belief) · reference) / reference); a day counts once, however much it lost. */
function gain(
  lost: readonly number[],
  ruler: readonly number[],
  reference: readonly number[],
  belief: number,
): number {
  let sum = 0;
  for (let bin = 0; bin < lost.length; bin += 1) {
    if (lost[bin] === 0 || reference[bin] === 0) continue;
    sum += lost[bin]! * Math.log2(1 - belief + (belief * ruler[bin]!) / reference[bin]!);
  }
  return sum;
}

function topDecile(day: ReachedDay, shares: readonly number[]): { hits: number; n: number; above: number } {
  const n = Math.max(1, Math.round(shares.length / 10));
  const ranked = [...shares.keys()].sort((a, b) => shares[b]! - shares[a]!);
  // Ties at the line would make the order of the bins decide.
  if (shares[ranked[0]!] === shares[ranked[n]!]) return { hits: 0, n: 0, above: 0 };
  const sorted = [...day.lost].sort((a, b) => a - b);
  const middle = sorted[sorted.length >> 1]!;
  const above = (n * day.lost.filter((each) => each > middle).length) / day.lost.length;
  return { hits: ranked.slice(0, n).filter((bin) => day.lost[bin]! > middle).length, n, above };
}

/** Mean of `of` over the bins of each distance class and side, relative to an even spread. */
function classMeans(
  days: readonly ReachedDay[],
  of: (day: ReachedDay, index: number) => readonly number[],
): (day: ReachedDay, bin: number) => number {
  const sums = new Map<string, { sum: number; count: number }>();
  const classOf = ({ side, distance }: ReachedDay, bin: number) =>
    `${side} ${Math.floor(distance[bin]! / CLASS_WIDTH)}`;
  days.forEach((day, index) => {
    of(day, index).forEach((share, bin) => {
      const entry = sums.get(classOf(day, bin)) ?? { sum: 0, count: 0 };
      sums.set(classOf(day, bin), { sum: entry.sum + share * day.lost.length, count: entry.count + 1 });
    });
  });
  return (day, bin) => {
    const entry = sums.get(classOf(day, bin));
    return entry === undefined ? 1 : entry.sum / entry.count;
  };
}

function sharesOf(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return total > 0 ? weights.map((weight) => weight / total) : weights.map(() => 1 / weights.length);
}
