import type { FlushRiskFeature } from '../../core/analytics/flush-risk-features.ts';
import { DAY, HOUR } from '../../core/domain/time.ts';
import { type RiskCase, riskCases } from './judge-risk.ts';
import type { MarketRun } from './market-run.ts';
import { CHECKING, TUNING, within, yearsOf } from './periods.ts';
import {
  auc,
  calibrationError,
  dayBlockInterval,
  type Interval,
  type Judged,
  median,
  type ReliabilityBin,
  rankOrder,
  reliability,
  weightedAuc,
} from './scores.ts';

export interface RiskScore {
  readonly auc: Interval;
  /** Of the conditional probability, among bars whose next 24 h strayed by ≥ 1.5 σ. */
  readonly aucGivenShock: Interval;
  /** The unconditional probability among the same bars. */
  readonly aucOfProbabilityGivenShock: number;
  readonly ece: number;
  readonly eceGivenShock: number;
  readonly baseRate: number;
  readonly meanProbability: number;
  readonly n: number;
  readonly shocks: number;
  readonly reliability: readonly ReliabilityBin[];
  /** AUC of each feature alone, in whichever direction is better, and how much the model adds. */
  readonly baselines: Readonly<Record<string, { readonly auc: number; readonly gain: Interval }>>;
}

export interface RiskPart {
  readonly auc: number;
  readonly aucGivenShock: number;
  readonly ece: number;
  readonly baselines: Readonly<Record<string, number>>;
  readonly n: number;
  readonly periods: Readonly<Record<string, RiskScore>>;
  readonly groups: Readonly<Record<string, PlainRiskScore>>;
  readonly perSymbol: Readonly<Record<string, PlainRiskScore>>;
  readonly perYear: Readonly<Record<string, PlainRiskScore>>;
  readonly leadTime: LeadTime;
}

export interface PlainRiskScore {
  readonly auc: Interval;
  readonly aucGivenShock: Interval;
  readonly ece: number;
  /** The best single feature of these cases, seen with hindsight. */
  readonly bestSingle: { readonly feature: string; readonly auc: number };
  readonly baseRate: number;
  readonly n: number;
}

/** How long before a true flush the probability stood at twice its 30-day mean. */
export interface LeadTime {
  readonly shareWarned: number;
  readonly medianHours: number;
  /** Share of all bars that stood there. */
  readonly shareOfBars: number;
}

const MAJORS = ['BTC', 'ETH'];

interface NamedCase extends RiskCase {
  readonly asset: string;
}

export function namedCases(markets: readonly MarketRun[]): NamedCase[] {
  return markets.flatMap(({ set, symbol, asset, inputs, truth }) =>
    riskCases(inputs, truth, `${set}/${symbol}`).map((each) => ({ ...each, asset })),
  );
}

export function riskPart(markets: readonly MarketRun[], cases: readonly NamedCase[]): RiskPart {
  const plain = (keep: (each: NamedCase) => boolean) => plainScore(cases.filter(keep));
  const pooled = scoreRisk(cases);
  const symbols = [...new Set(cases.map(({ symbol }) => symbol))];
  const periods = [TUNING, CHECKING].map((period) => ({ period, part: cases.filter(within(period)) }));
  return {
    auc: pooled.auc.value,
    aucGivenShock: pooled.aucGivenShock.value,
    ece: pooled.ece,
    baselines: Object.fromEntries(
      Object.entries(pooled.baselines).map(([name, baseline]) => [name, baseline.auc]),
    ),
    n: cases.length,
    periods: {
      all: pooled,
      ...Object.fromEntries(
        periods
          .filter(({ part }) => part.length > 0)
          .map(({ period, part }) => [period.name, scoreRisk(part)]),
      ),
    },
    groups: {
      majors: plain(({ asset }) => MAJORS.includes(asset)),
      others: plain(({ asset }) => !MAJORS.includes(asset)),
    },
    perSymbol: Object.fromEntries(symbols.map((name) => [name, plain(({ symbol }) => symbol === name)])),
    perYear: Object.fromEntries(
      yearsOf(cases.map(({ time }) => time)).map((year) => [year.name, plain(within(year))]),
    ),
    leadTime: leadTime(markets, cases),
  };
}

function judged(cases: readonly RiskCase[], score: (each: RiskCase) => number): Judged[] {
  return cases.map((each) => ({ score: score(each), label: each.flushed ? 1 : 0, time: each.time }));
}

function plainScore(cases: readonly RiskCase[]): PlainRiskScore {
  const said = judged(cases, ({ probability }) => probability);
  const given = judged(
    cases.filter(({ shocked }) => shocked),
    ({ ifShocked }) => ifShocked,
  );
  return {
    auc: aucInterval(said),
    aucGivenShock: aucInterval(given),
    ece: calibrationError(said),
    bestSingle: bestSingle(cases),
    baseRate: cases.filter(({ flushed }) => flushed).length / cases.length,
    n: cases.length,
  };
}

function aucInterval(said: readonly Judged[]): Interval {
  const order = rankOrder(said);
  return dayBlockInterval(
    said.map(({ time }) => time),
    (weights) => weightedAuc(order, weights),
    100,
  );
}

function bestSingle(cases: readonly RiskCase[]): PlainRiskScore['bestSingle'] {
  const features = Object.keys(cases[0]?.features ?? {}) as FlushRiskFeature[];
  return features
    .map((feature) => {
      const area = auc(judged(cases, ({ features: values }) => values[feature] ?? 0));
      return { feature, auc: Math.max(area, 1 - area) };
    })
    .reduce((best, next) => (best.auc >= next.auc ? best : next), { feature: '–', auc: Number.NaN });
}

function scoreRisk(cases: readonly RiskCase[]): RiskScore {
  const shocked = cases.filter((each) => each.shocked);
  const said = judged(cases, ({ probability }) => probability);
  const saidShocked = judged(shocked, ({ ifShocked }) => ifShocked);
  const times = cases.map(({ time }) => time);
  const order = rankOrder(said);
  const shockedOrder = rankOrder(saidShocked);
  const features = Object.keys(cases[0]?.features ?? {}) as FlushRiskFeature[];
  return {
    auc: dayBlockInterval(times, (weights) => weightedAuc(order, weights)),
    aucGivenShock: dayBlockInterval(
      shocked.map(({ time }) => time),
      (weights) => weightedAuc(shockedOrder, weights),
    ),
    aucOfProbabilityGivenShock: auc(judged(shocked, ({ probability }) => probability)),
    ece: calibrationError(said),
    eceGivenShock: calibrationError(saidShocked),
    baseRate: cases.filter(({ flushed }) => flushed).length / cases.length,
    meanProbability: cases.reduce((sum, { probability }) => sum + probability / cases.length, 0),
    n: cases.length,
    shocks: shocked.length,
    reliability: reliability(said),
    baselines: Object.fromEntries(
      features.map((feature) => {
        const alone = rankOrder(judged(cases, ({ features: values }) => values[feature] ?? 0));
        const even = new Float64Array(cases.length).fill(1);
        const direction = weightedAuc(alone, even) < 0.5 ? -1 : 1;
        const directed = (weights: Float64Array) => {
          const value = weightedAuc(alone, weights);
          return direction > 0 ? value : 1 - value;
        };
        const gain = dayBlockInterval(
          times,
          (weights) => weightedAuc(order, weights) - directed(weights),
          100,
        );
        return [feature, { auc: directed(even), gain }];
      }),
    ),
  };
}

function leadTime(markets: readonly MarketRun[], cases: readonly NamedCase[]): LeadTime {
  const leads: number[] = [];
  let events = 0;
  let raisedBars = 0;
  for (const { set, symbol, truth } of markets) {
    const own = cases.filter((each) => each.symbol === `${set}/${symbol}`);
    let first = 0;
    let sum = 0;
    const raised = own.filter((each, index) => {
      while (own[first]!.time < each.time - 30 * DAY) sum -= own[first++]!.probability;
      const isRaised = index > first && each.probability >= (2 * sum) / (index - first);
      sum += each.probability;
      return isRaised;
    });
    raisedBars += raised.length;
    for (const { start } of truth.events) {
      if (own.length === 0 || start < own[0]!.time) continue;
      events += 1;
      const warning = raised.find(({ time }) => time <= start && time >= start - 2 * DAY);
      if (warning !== undefined) leads.push((start - warning.time) / HOUR);
    }
  }
  return {
    shareWarned: leads.length / events,
    medianHours: median(leads),
    shareOfBars: raisedBars / cases.length,
  };
}
