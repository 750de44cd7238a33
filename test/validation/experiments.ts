import { FITTED } from '../../core/analytics/fitted-models.ts';
import { flushProgress } from '../../core/analytics/flush-progress.ts';
import { flushRisk } from '../../core/analytics/flush-risk.ts';
import { FLUSH, FLUSH_RISK, RESET } from '../../core/analytics/parameters.ts';
import { reloadProbability } from '../../core/analytics/reset-verdict.ts';
import { HOUR, type Ms } from '../../core/domain/time.ts';
import { type BuildingScore, buildingScore } from './building.ts';
import type { TruthHours } from './flush-truth.ts';
import { detectionTimes, type FlushScore, scoreFlushes, tallyFlushes } from './judge-flush.ts';
import { riskCases } from './judge-risk.ts';
import type { MarketRun } from './market-run.ts';
import { runOnline } from './online-run.ts';
import { casesOf } from './part-reset.ts';
import { namedCases } from './part-risk.ts';
import { CHECKING, type Period, TUNING, within } from './periods.ts';
import { type RiskDesign, riskDesigns } from './richer-risk.ts';
import { auc, balancedAccuracy, calibrationError } from './scores.ts';
import { parameterAt, withParameter } from './with-parameter.ts';

/** One parameter a quarter lower and higher, and what that does to the figures it can touch (checking years). */
export interface Sensitivity {
  readonly parameter: string;
  readonly value: number;
  readonly figures: readonly string[];
  readonly lower: readonly number[];
  readonly kept: readonly number[];
  readonly higher: readonly number[];
}

export interface OperatingPoint {
  readonly name: string;
  readonly tuning: FlushScore;
  readonly checking: FlushScore;
}

export interface Experiments {
  readonly operating: readonly OperatingPoint[];
  readonly riskDesigns: readonly RiskDesign[];
  readonly building: Readonly<Record<string, BuildingScore>>;
  readonly sensitivity: readonly Sensitivity[];
}

const ODDS = [0.35, 0.38, 0.42, 0.46, 0.5, 0.55];
const SHARES_OF_DEFINITION = [0.7, 0.8, 0.85, 0.9, 1];

/** Everything that takes minutes: run for the report, not for every judging. */
export function runExperiments(markets: readonly MarketRun[]): Experiments {
  return {
    operating: [
      ...ODDS.map((odds) => ({
        name: `odds of completion ≥ ${odds}`,
        ...withParameter(FLUSH, 'completionOdds', odds, () => scoresOf(markets, detections(markets))),
      })),
      ...SHARES_OF_DEFINITION.map((share) => ({
        name: `${share * 100} % of the definition, no model`,
        ...scoresOf(
          markets,
          markets.map(({ truth }) => progressRule(truth, share)),
        ),
      })),
    ],
    riskDesigns: riskDesigns(markets, namedCases(markets)),
    building: {
      tuning: buildingScore(markets, TUNING),
      checking: buildingScore(markets, CHECKING),
    },
    sensitivity: [
      ...flushSensitivity(markets),
      ...resetSensitivity(markets),
      ...riskSensitivity(markets),
      ...buildingSensitivity(markets),
    ],
  };
}

function detections(markets: readonly MarketRun[]): Ms[][] {
  return markets.map(({ inputs }) => detectionTimes(runOnline(inputs)));
}

function scoresOf(markets: readonly MarketRun[], times: readonly Ms[][]) {
  const of = ({ from, to }: Period) =>
    scoreFlushes(markets.map(({ truth }, index) => tallyFlushes(truth, times[index]!, from, to)));
  return { tuning: of(TUNING), checking: of(CHECKING) };
}

/** Without a model: called at a fixed share of the definition; silent until it has been under 80 % of it for 6 h. */
function progressRule({ frames, sigma }: TruthHours, share: number): Ms[] {
  const times: Ms[] = [];
  let lastHeld = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < frames.count; row += 1) {
    const known = Number.isNaN(sigma[row]!) ? null : sigma[row]!;
    const progress = flushProgress(frames, row, known, Number.NEGATIVE_INFINITY)?.progress ?? 0;
    if (progress < 0.8 * share) continue;
    const now = frames.time[row]!;
    const isOn = now - lastHeld < 6 * HOUR;
    if (!isOn && progress < share) continue;
    if (!isOn) times.push(now);
    lastHeld = now;
  }
  return times;
}

function vary(
  table: object,
  name: string,
  path: string,
  figures: readonly string[],
  judge: () => number[],
): Sensitivity {
  const value = parameterAt(table, path);
  return {
    parameter: `${name}.${path}`,
    value,
    figures,
    lower: withParameter(table, path, value * 0.75, judge),
    kept: judge(),
    higher: withParameter(table, path, value * 1.25, judge),
  };
}

function flushSensitivity(markets: readonly MarketRun[]): Sensitivity[] {
  const judge = () => {
    const { checking } = scoresOf(markets, detections(markets));
    return [checking.recall, checking.precision, checking.shareDone];
  };
  const figures = ['recall', 'precision', 'share done'];
  const thresholds = ['completionOdds', 'leastProgress', 'flushBarDrop', 'resumeDrop', 'hourlyChangeCap'];
  return [
    ...thresholds.map((path) => vary(FLUSH, 'FLUSH', path, figures, judge)),
    ...FITTED.completion.terms.map(({ feature }, index) => ({
      ...vary(FITTED, 'completion', `completion.terms.${index}.weight`, figures, judge),
      parameter: `completion: weight of ${feature}`,
    })),
  ];
}

function resetSensitivity(markets: readonly MarketRun[]): Sensitivity[] {
  const asked = [4, 24].map((hours) => casesOf(markets, hours).filter(within(CHECKING)));
  const judge = () =>
    asked.map((cases) =>
      balancedAccuracy(
        cases.map(({ features, wasReload }) => ({
          said: reloadProbability(features)! >= RESET.reloadAt,
          was: wasReload,
        })),
      ),
    );
  const figures = ['accuracy 4 h', 'accuracy 24 h'];
  return [
    vary(RESET, 'RESET', 'reloadAt', figures, judge),
    ...FITTED.reload[0]!.terms.map(({ feature }, index) => ({
      ...vary(FITTED, 'reload', `reload.0.terms.${index}.weight`, figures, judge),
      parameter: `reload: weight of ${feature}`,
    })),
  ];
}

function riskSensitivity(markets: readonly MarketRun[]): Sensitivity[] {
  const cases = namedCases(markets).filter(within(CHECKING));
  const figures = ['AUC', 'AUC given shock', 'calibration error'];
  const score = (from: typeof cases) => {
    const said = from.map((each) => ({ ...each, ...flushRisk(each.features) }));
    const judged = said.map(({ probability, flushed, time }) => ({
      score: probability,
      label: flushed ? (1 as const) : (0 as const),
      time,
    }));
    const given = said
      .filter(({ shocked }) => shocked)
      .map(({ ifShocked, flushed, time }) => ({
        score: ifShocked,
        label: flushed ? (1 as const) : (0 as const),
        time,
      }));
    return [auc(judged), auc(given), calibrationError(judged)];
  };
  const weights = (['shock', 'flushGivenShock'] as const).flatMap((model) =>
    FITTED[model][0]!.terms.map(({ feature }, index) => ({
      ...vary(FITTED, model, `${model}.0.terms.${index}.weight`, figures, () => score(cases)),
      parameter: `${model}: weight of ${feature}`,
    })),
  );
  const recomputed = () =>
    score(
      markets
        .flatMap(({ inputs, truth, symbol, set, asset }) =>
          riskCases(inputs, truth, `${set}/${symbol}`).map((each) => ({ ...each, asset })),
        )
        .filter(within(CHECKING)),
    );
  return [...weights, vary(FLUSH_RISK, 'FLUSH_RISK', 'fundingCapApr', figures, recomputed)];
}

function buildingSensitivity(markets: readonly MarketRun[]): Sensitivity[] {
  const judge = () => {
    const again = markets.map((market) => ({ ...market, run: runOnline(market.inputs) }));
    const { shareOfTime, lift } = buildingScore(again, CHECKING);
    return [shareOfTime, lift];
  };
  return ['openInterestRank', 'heatRank', 'lastsMs'].map((key) =>
    vary(RESET, 'RESET', `building.${key}`, ['share of time', 'lift'], judge),
  );
}
