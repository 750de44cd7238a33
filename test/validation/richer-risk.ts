import { clusterBands } from '../../core/analytics/cluster-bands.ts';
import type { FlushRiskFeature, FlushRiskFeatures } from '../../core/analytics/flush-risk-features.ts';
import { keyLevels } from '../../core/analytics/key-levels.ts';
import { addBar, createMap } from '../../core/analytics/liquidation-map.ts';
import { type LogisticModel, logOdds, probabilityOf } from '../../core/analytics/logistic.ts';
import { bins, groupFor } from '../../core/analytics/map-bins.ts';
import { mapTerms } from '../../core/analytics/map-state.ts';
import { visitTimeline } from '../../core/analytics/map-timeline.ts';
import { barsClosedBetween } from '../../core/analytics/series-slices.ts';
import { averageTrueRange } from '../../core/analytics/volatility.ts';
import { DAY, type Ms } from '../../core/domain/time.ts';
import { FLUSH_FEATURES, HALF_LIFE, SHOCK_FEATURES } from './fit.ts';
import type { RiskCase } from './judge-risk.ts';
import { fitLogistic } from './logistic-fit.ts';
import type { MarketRun } from './market-run.ts';
import { TUNING_END } from './periods.ts';
import { auc, calibrationError, type Judged } from './scores.ts';

/** A design of the risk model, fitted on the tuning years and judged on the years after. */
export interface RiskDesign {
  readonly name: string;
  readonly auc: number;
  readonly aucGivenShock: number;
  readonly ece: number;
}

type Feature = FlushRiskFeature | 'levelDistance' | 'clusterShare' | 'clusterDistance';
type RichCase = RiskCase & { readonly values: Readonly<Record<Feature, number>> };
interface Nearby {
  readonly levelDistance: number;
  readonly clusterShare: number;
  readonly clusterDistance: number;
}

interface DoubleDesign {
  readonly shockFeatures: readonly Feature[];
  readonly flushFeatures: readonly Feature[];
  /** Added to both. */
  readonly more: readonly Feature[];
  readonly halfLife: Ms;
}

const KEPT: DoubleDesign = {
  shockFeatures: SHOCK_FEATURES,
  flushFeatures: FLUSH_FEATURES,
  more: [],
  halfLife: HALF_LIFE,
};

const FARTHEST_ATR = 20;

/** Every design that was considered, the kept one last but one by size. */
export function riskDesigns(markets: readonly MarketRun[], cases: readonly RiskCase[]): RiskDesign[] {
  const rich = withNearby(markets, cases);
  const tuning = rich.filter(({ time }) => time < TUNING_END - DAY);
  const checking = rich.filter(({ time }) => time >= TUNING_END);
  const plain: Feature[] = [
    'openInterest',
    'growth24h',
    'growth72h',
    'volatility24h',
    'move24h',
    'dailySigma',
    'funding',
  ];
  const single = (name: string, features: readonly Feature[]): RiskDesign => {
    const model = fitOn(tuning, features, 'flushed');
    const score = (each: RichCase) => probabilityOf(logOdds(model, each.values));
    return judgeDesign(name, checking, score, score);
  };
  const double = (name: string, design: Partial<DoubleDesign> = {}): RiskDesign => {
    const { shockFeatures, flushFeatures, more, halfLife } = { ...KEPT, ...design };
    const shock = fitOn(tuning, [...shockFeatures, ...more], 'shocked', halfLife);
    const shocked = tuning.filter((each) => each.shocked);
    const flush = fitOn(shocked, [...flushFeatures, ...more], 'flushed', halfLife);
    const given = (each: RichCase) => probabilityOf(logOdds(flush, each.values));
    return judgeDesign(
      name,
      checking,
      (each) => probabilityOf(logOdds(shock, each.values)) * given(each),
      given,
    );
  };
  const own = (features: readonly FlushRiskFeature[]) =>
    features.filter((feature) => !feature.startsWith('bitcoin'));
  return [
    single('one logistic, the seven features of the design', plain),
    single('one logistic, with open interest’s own σ', [...plain, 'openInterestSigma']),
    single('one logistic, every feature', [...new Set([...SHOCK_FEATURES, ...FLUSH_FEATURES])]),
    double('shock × flush given shock (kept)'),
    double('the same, without BTC', {
      shockFeatures: own(SHOCK_FEATURES),
      flushFeatures: own(FLUSH_FEATURES),
    }),
    double('the same, with BTC’s σ in both', { flushFeatures: [...FLUSH_FEATURES, 'bitcoinSigma'] }),
    double('the same, a case a year old counting half', { halfLife: 365 * DAY }),
    double('the same, every year counting alike', { halfLife: Number.POSITIVE_INFINITY }),
    double('the same, with the distance to the nearest key level', { more: ['levelDistance'] }),
    double('the same, with the nearest cluster’s share and distance', {
      more: ['clusterShare', 'clusterDistance'],
    }),
    double('the same, with both', { more: ['levelDistance', 'clusterShare', 'clusterDistance'] }),
  ];
}

function fitOn(
  cases: readonly RichCase[],
  features: readonly Feature[],
  label: 'flushed' | 'shocked',
  halfLife = Number.POSITIVE_INFINITY,
): LogisticModel<Feature> {
  return fitLogistic(
    cases.map((each) => ({
      values: each.values,
      label: each[label] ? (1 as const) : (0 as const),
      weight: 0.5 ** ((TUNING_END - each.time) / halfLife),
    })),
    features,
  );
}

function judgeDesign(
  name: string,
  cases: readonly RichCase[],
  probability: (each: RichCase) => number,
  given: (each: RichCase) => number,
): RiskDesign {
  const judged = (from: readonly RichCase[], score: (each: RichCase) => number): Judged[] =>
    from.map((each) => ({ score: score(each), label: each.flushed ? 1 : 0, time: each.time }));
  return {
    name,
    auc: auc(judged(cases, probability)),
    aucGivenShock: auc(
      judged(
        cases.filter(({ shocked }) => shocked),
        given,
      ),
    ),
    ece: calibrationError(judged(cases, probability)),
  };
}

function withNearby(markets: readonly MarketRun[], cases: readonly RiskCase[]): RichCase[] {
  return markets.flatMap((market) => {
    const own = cases.filter(({ symbol }) => symbol === `${market.set}/${market.symbol}`);
    const nearby = nearbyAt(market, new Set(own.map(({ time }) => time)));
    return own.flatMap((each) => {
      const near = nearby.get(each.time);
      if (near === undefined || !isComplete(each.features)) return [];
      return { ...each, values: { ...each.features, ...near } };
    });
  });
}

function isComplete(
  features: FlushRiskFeatures,
): features is FlushRiskFeatures & Record<FlushRiskFeature, number> {
  return Object.values(features).every((value) => value !== null);
}

/** Nearest level and cluster at the asked times, from bars closed by then. */
function nearbyAt({ inputs }: MarketRun, asked: ReadonlySet<Ms>): Map<Ms, Nearby> {
  const found = new Map<Ms, Nearby>();
  const bars1h = inputs.bars1h!;
  const map = createMap(mapTerms(inputs.instrument));
  visitTimeline({ ...inputs, bars5m: null, openInterest5m: null }, (bar) => {
    addBar(map, bar);
    if (!asked.has(bar.endTime)) return;
    const past = barsClosedBetween(bars1h, bar.endTime - 32 * DAY, bar.endTime);
    const atr = averageTrueRange(past, bar.endTime)?.value;
    if (atr === undefined || !(atr > 0)) return;
    const view = bins(map, { markPrice: bar.close, group: groupFor(map.range.mean), skipSeeded: true });
    const inAtr = (price: number) => Math.min(FARTHEST_ATR, Math.abs(price - bar.close) / atr);
    const nearest = (['long', 'short'] as const)
      .flatMap((side) => clusterBands(view, side))
      .map(({ low, high, mass }) => ({
        distance: Math.min(inAtr(low), inAtr(high)),
        share: view.total > 0 ? mass / view.total : 0,
      }))
      .sort((a, b) => a.distance - b.distance)[0];
    const level = keyLevels(bar.close, atr, past, bar.endTime)[0];
    found.set(bar.endTime, {
      levelDistance: level === undefined ? FARTHEST_ATR : inAtr(level.price),
      clusterShare: nearest?.share ?? 0,
      clusterDistance: nearest?.distance ?? FARTHEST_ATR,
    });
  });
  return found;
}
