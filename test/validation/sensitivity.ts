import { FITTED } from '../../core/analytics/fitted-models.ts';
import { flushRisk } from '../../core/analytics/flush-risk.ts';
import * as parameters from '../../core/analytics/parameters.ts';
import { reloadProbability } from '../../core/analytics/reset-verdict.ts';
import { DAY } from '../../core/domain/time.ts';
import { buildingScore } from './building.ts';
import { cutInputs } from './cut-inputs.ts';
import { detectionTimes, scoreFlushes, tallyFlushes } from './judge-flush.ts';
import { reachedDays } from './judge-map.ts';
import { riskCases } from './judge-risk.ts';
import { scoreRulers } from './map-scores.ts';
import type { MarketRun } from './market-run.ts';
import { onlineRuns } from './online-run.ts';
import { crowdingPart } from './part-crowding.ts';
import { casesOf, isWarning } from './part-reset.ts';
import { namedCases } from './part-risk.ts';
import { CHECKING, TUNING_END, within } from './periods.ts';
import { auc, balancedAccuracy, calibrationError } from './scores.ts';
import { numbersIn, withParameter } from './with-parameter.ts';

/** One parameter a quarter lower and higher, and what that does to the figures it can touch (checking years). */
export interface Sensitivity {
  readonly parameter: string;
  readonly value: number;
  readonly lower: readonly number[];
  readonly higher: readonly number[];
}

/** Parameters that touch the same figures. */
export interface SensitivityGroup {
  readonly figures: readonly string[];
  /** As the parameters are. */
  readonly kept: readonly number[];
  readonly rows: readonly Sensitivity[];
}

/** Markets that are run again for every parameter: those with most true flushes. */
const MARKETS = 3;

/** Every number of the parameter tables and every fitted weight that a figure of history can depend on. */
export function sensitivities(markets: readonly MarketRun[]): SensitivityGroup[] {
  const few = [...markets]
    .sort((a, b) => b.truth.events.length - a.truth.events.length)
    .slice(0, MARKETS)
    .map(late);
  return [
    group(few, ['recall', 'precision', 'share done'], DETECTION, detection),
    group(markets, ['accuracy at 4 h', 'at 24 h'], VERDICT, verdict),
    group(few, ['accuracy of the state shown at 4 h', 'at 24 h', 'lift of «building»'], MACHINE, machine),
    group(markets, ['AUC', 'AUC given a shock', 'calibration error'], RISK, risk),
    group(few, ['AUC of the score', 'flushes, extreme', 'flushes, balanced'], BANDS, bands),
    group(few, ['bits'], MAP, mapBits),
  ];
}

/** A table, and which of its numbers. */
interface Source {
  readonly name: string;
  readonly table: object;
  readonly keeps: (path: string) => boolean;
}

const weights = (path: string) => path.endsWith('weight');
const { CROWDING, FLUSH, FLUSH_RISK, LIQUIDATION_MAP, RESET } = parameters;
const ODDS_ALONE = ['reloadAt'];
/** No history here has a book, spot or a live moment. */
const UNSEEN = /^(depth|spot|leastDepth|longestWait|kept|live|fast)/;

const DETECTION: Source[] = [
  { name: 'FLUSH', table: FLUSH, keeps: (path) => !UNSEEN.test(path) },
  { name: 'completion', table: FITTED.completion, keeps: weights },
];
const VERDICT: Source[] = [
  { name: 'RESET', table: RESET, keeps: (path) => ODDS_ALONE.includes(path) },
  { name: 'reload', table: FITTED.reload[0]!, keeps: weights },
];
const MACHINE: Source[] = [{ name: 'RESET', table: RESET, keeps: (path) => !UNSEEN.test(path) }];
const RISK: Source[] = [
  { name: 'FLUSH_RISK', table: FLUSH_RISK, keeps: (path) => path !== 'usualStepHours' },
  { name: 'shock', table: FITTED.shock[0]!, keeps: weights },
  { name: 'flushGivenShock', table: FITTED.flushGivenShock[0]!, keeps: weights },
];
const BANDS: Source[] = [
  {
    name: 'CROWDING',
    table: CROWDING,
    keeps: (path) => !/premium|accounts|takers|takerScale|thinness|perpSpot|intoLevel|minimumBars/.test(path),
  },
];
const MAP: Source[] = [
  {
    name: 'LIQUIDATION_MAP',
    table: LIQUIDATION_MAP,
    keeps: (path) => /Weights|smear|representative|assumed|binAtr|losing|halfLife|seedDays|dwell/.test(path),
  },
];

function group(
  markets: readonly MarketRun[],
  figures: readonly string[],
  sources: readonly Source[],
  prepare: (markets: readonly MarketRun[]) => () => number[],
): SensitivityGroup {
  const judge = prepare(markets);
  return {
    figures,
    kept: judge(),
    rows: sources.flatMap(({ name, table, keeps }) =>
      numbersIn(table)
        .filter(({ path, value }) => keeps(path) && value !== 0)
        .map(({ path, value }) => ({
          parameter: `${name}.${named(table, path)}`,
          value,
          lower: withParameter(table, path, value * 0.75, judge),
          higher: withParameter(table, path, value * 1.25, judge),
        })),
    ),
  };
}

/** `terms.3.weight` by its feature. */
function named(table: object, path: string): string {
  const at = /^terms\.(\d+)\.weight$/.exec(path)?.[1];
  return at === undefined || !('terms' in table)
    ? path
    : `weight of ${(table.terms as { feature: string }[])[Number(at)]!.feature}`;
}

/** The checking years with what they need before them. */
function late(market: MarketRun): MarketRun {
  const { inputs } = market;
  const days = (inputs.marketTime - TUNING_END) / DAY + 60;
  const { markPrice, openInterest, funding } = inputs;
  const cut = cutInputs(inputs, inputs.marketTime, Math.max(days, 60));
  return { ...market, inputs: { ...cut, markPrice, openInterest, funding } };
}

function detection(markets: readonly MarketRun[]) {
  return () => {
    const score = scoreFlushes(
      markets.map(({ inputs, truth }) =>
        tallyFlushes(truth, detectionTimes(onlineRuns(inputs)()), CHECKING.from, CHECKING.to),
      ),
    );
    return [score.recall, score.precision, score.shareDone];
  };
}

function verdict(markets: readonly MarketRun[]) {
  const asked = [4, 24].map((hours) => casesOf(markets, hours).filter(within(CHECKING)));
  return () =>
    asked.map((cases) =>
      balancedAccuracy(
        cases.map(({ features, wasReload }) => ({
          said: reloadProbability(features)! >= RESET.reloadAt,
          was: wasReload,
        })),
      ),
    );
}

function machine(markets: readonly MarketRun[]) {
  return () => {
    const again = markets.map((market) => ({ ...market, run: onlineRuns(market.inputs)() }));
    const accuracy = [4, 24].map((hours) => {
      const told = casesOf(again, hours).filter(within(CHECKING));
      const judged = told.filter(({ machine: state }) => state === 'clean' || isWarning(state));
      return balancedAccuracy(
        judged.map(({ machine: state, wasReload }) => ({ said: isWarning(state), was: wasReload })),
      );
    });
    return [...accuracy, buildingScore(again, CHECKING).lift];
  };
}

function risk(markets: readonly MarketRun[]) {
  const cases = namedCases(markets).filter(within(CHECKING));
  const { fundingCapApr } = FLUSH_RISK;
  return () => {
    const isOther = FLUSH_RISK.fundingCapApr !== fundingCapApr;
    const now = isOther
      ? markets.flatMap(({ inputs, truth }) => riskCases(inputs, truth, '')).filter(within(CHECKING))
      : cases;
    const said = now.map((each) => ({ ...each, ...flushRisk(each.features) }));
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
}

function bands(markets: readonly MarketRun[]) {
  return () => {
    const part = crowdingPart(markets);
    const of = (name: string) => part?.bands.find(({ band }) => band === name)?.flushed.value ?? Number.NaN;
    return [part?.auc.value ?? Number.NaN, of('extreme'), of('balanced')];
  };
}

function mapBits(markets: readonly MarketRun[]) {
  return () => {
    const days = markets
      .flatMap(({ inputs, symbol }) => reachedDays(inputs, symbol))
      .filter(within(CHECKING));
    return [days.length === 0 ? Number.NaN : scoreRulers(days, ['map']).map.bits.value];
  };
}
