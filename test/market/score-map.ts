import { wilson } from './facts.ts';
import { type CaseOptions, type MapCase, mapCases, RULERS, type Ruler } from './map-cases.ts';
import { SCENARIOS } from './scenarios.ts';
import { usualProfiles } from './usual-profile.ts';
import { WORLD_KINDS } from './world-kinds.ts';

/** Bits a dollar with the half-width of the 95 % interval over runs. */
export interface Bits {
  readonly bits: number;
  readonly error: number;
  /** Share of the ruler that it pays to believe, the rest spread evenly: each gets what suits it best. */
  readonly belief: number;
}

interface RulerScore {
  /** For the dollars behind all true liquidation levels within reach, over spreading them evenly. */
  readonly standing: Bits;
  /** For the dollars liquidated within the next day, over spreading them evenly among the bins the price reached. */
  readonly liquidated: Bits;
  /** Share of the ruler's top tenth of bins that are in the truth's top tenth, with Wilson bounds. */
  readonly precision: number;
  readonly precisionLow: number;
  readonly precisionHigh: number;
  readonly bins: number;
}

export interface WorldScore {
  readonly world: string;
  readonly cases: number;
  readonly runs: number;
  readonly rulers: Readonly<Record<Ruler | 'usualProfile', RulerScore>>;
}

export interface ScoreOptions {
  /** Seeds of the standard world, and of each world the map does not assume. */
  readonly seeds: number;
  readonly seedsElsewhere: number;
  readonly days: number;
  readonly rows: number;
  readonly onRun?: (options: CaseOptions) => void;
  /** The worlds scored so far, after each. */
  readonly onWorld?: (scores: readonly WorldScore[]) => void;
}

/** Fewer reached bins cannot tell rulers apart. */
const LEAST_BINS = 5;
const BELIEFS = [0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 0.9, 0.98];

/** Scores the liquidation map and its rivals against the truth, each world for itself. */
export function scoreMap(options: ScoreOptions): WorldScore[] {
  const scores: WorldScore[] = [];
  for (const worldKind of Object.keys(WORLD_KINDS)) {
    const seeds = worldKind === 'standard' ? options.seeds : options.seedsElsewhere;
    const cases: MapCase[] = [];
    for (const scenario of Object.keys(SCENARIOS))
      for (let seed = 1; seed <= seeds; seed++) {
        const run = { scenario, worldKind, seed, days: options.days, rows: options.rows };
        cases.push(...mapCases(run));
        options.onRun?.(run);
      }
    scores.push(scoreCases(worldKind, cases));
    options.onWorld?.(scores);
  }
  return scores;
}

export function scoreCases(world: string, cases: readonly MapCase[]): WorldScore {
  const rulers = Object.fromEntries(
    RULERS.map((ruler) => [ruler, scoreRuler(cases, (each) => each.weights[ruler])]),
  );
  const usual = usualProfiles(cases);
  rulers.usualProfile = scoreRuler(cases, (each) => usual.get(each)!);
  return {
    world,
    cases: cases.length,
    runs: new Set(cases.map(({ run }) => run)).size,
    rulers: rulers as WorldScore['rulers'],
  };
}

/** A ruler and a truth over the same bins. */
interface Pair {
  readonly run: string;
  readonly weights: readonly number[];
  readonly truth: readonly number[];
  readonly dollars: number;
}

function scoreRuler(cases: readonly MapCase[], weightsOf: (each: MapCase) => readonly number[]): RulerScore {
  const standing = cases.map((each) => pairOf(each.run, weightsOf(each), each.standing));
  const liquidated = cases.map((each) => {
    const isReached = (_: number, bin: number): boolean => each.reached[bin]!;
    return pairOf(each.run, weightsOf(each).filter(isReached), each.liquidated.filter(isReached));
  });
  let hits = 0;
  let trials = 0;
  for (const each of cases) {
    const top = topDecile(weightsOf(each), each.standing);
    hits += top.hits;
    trials += top.trials;
  }
  const [precisionLow, precisionHigh] = wilson(hits, trials);
  return {
    standing: bitsOf(standing),
    liquidated: bitsOf(liquidated.filter(({ truth }) => truth.length >= LEAST_BINS)),
    precision: trials > 0 ? hits / trials : Number.NaN,
    precisionLow,
    precisionHigh,
    bins: trials,
  };
}

function pairOf(run: string, weights: readonly number[], truth: readonly number[]): Pair {
  return { run, weights, truth, dollars: total(truth) };
}

function bitsOf(pairs: readonly Pair[]): Bits {
  const dollars = total(pairs.map((pair) => pair.dollars));
  const bits = (belief: number): number =>
    dollars > 0 ? total(pairs.map((pair) => gain(pair, belief))) / dollars : 0;
  const best = BELIEFS.map((belief) => ({ belief, bits: bits(belief) })).reduce((kept, next) =>
    next.bits > kept.bits ? next : kept,
  );
  return { ...best, error: errorOverRuns(pairs, best.belief, best.bits, dollars) };
}

/** Σ truth · log2((belief · ruler + (1 − belief) · even) / even). */
function gain({ weights, truth }: Pair, belief: number): number {
  const sum = total(weights);
  if (!(sum > 0)) return 0;
  let gained = 0;
  for (let bin = 0; bin < truth.length; bin++)
    if (truth[bin]! > 0)
      gained += truth[bin]! * Math.log2(1 - belief + (belief * weights[bin]! * weights.length) / sum);
  return gained;
}

/** Half-width of the 95 % interval of a ratio of sums, runs being independent. */
function errorOverRuns(pairs: readonly Pair[], belief: number, ratio: number, dollars: number): number {
  const off = new Map<string, number>();
  for (const pair of pairs)
    off.set(pair.run, (off.get(pair.run) ?? 0) + gain(pair, belief) - ratio * pair.dollars);
  const runs = off.size;
  if (runs < 2 || dollars === 0) return Number.NaN;
  const squares = total([...off.values()].map((each) => each * each));
  return (1.96 * Math.sqrt((squares * runs) / (runs - 1))) / dollars;
}

function topDecile(weights: readonly number[], truth: readonly number[]): { hits: number; trials: number } {
  const count = Math.max(1, Math.round(weights.length / 10));
  if (weights.length < 10 || total(truth) === 0) return { hits: 0, trials: 0 };
  const ranked = [...weights.keys()].sort((a, b) => weights[b]! - weights[a]! || a - b);
  // A ruler that cannot tell its best bins apart has no top tenth.
  if (weights[ranked[0]!] === weights[ranked[count]!]) return { hits: 0, trials: 0 };
  const line = [...truth].sort((a, b) => b - a)[count - 1]!;
  return {
    hits: ranked.slice(0, count).filter((bin) => truth[bin]! >= line && truth[bin]! > 0).length,
    trials: count,
  };
}

function total(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
