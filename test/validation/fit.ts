import { type CompletionFeature, completionFeatures } from '../../core/analytics/flush-completion.ts';
import { flushProgress } from '../../core/analytics/flush-progress.ts';
import type { FlushRiskFeature } from '../../core/analytics/flush-risk-features.ts';
import { frameStatistics } from '../../core/analytics/frame-statistics.ts';
import type { LogisticModel } from '../../core/analytics/logistic.ts';
import { FLUSH } from '../../core/analytics/parameters.ts';
import type { ReloadFeature } from '../../core/analytics/reset-verdict.ts';
import { DAY, HOUR, type Ms } from '../../core/domain/time.ts';
import type { TruthHours } from './flush-truth.ts';
import type { ResetCase } from './judge-reset.ts';
import type { RiskCase } from './judge-risk.ts';
import { fitLogistic, type Sample } from './logistic-fit.ts';

export const SHOCK_FEATURES: readonly FlushRiskFeature[] = [
  'volatility24h',
  'volatility6h',
  'move24h',
  'dailySigma',
  'openInterest',
  'funding',
];

export const FLUSH_FEATURES: readonly FlushRiskFeature[] = [
  'openInterest',
  'growth24h',
  'growth72h',
  'dailySigma',
  'openInterestSigma',
  'weeklySwing',
  'move24h',
  'funding',
];

const COMPLETION_FEATURES: readonly CompletionFeature[] = [
  'drop',
  'stray',
  'speed',
  'hoursSince',
  'openInterestSigma',
  'dailySigma',
  'volatility24h',
];

const RELOAD_FEATURES: readonly ReloadFeature[] = [
  'rebuilt',
  'recovered',
  'drop',
  'openInterestSigma',
  'weeklySwing',
];

/** Younger markets teach more: a case a year before the end of tuning counts half. */
const HALF_LIFE = 365 * DAY;

/** Each model with everything, then without what a venue may not publish. */
export function fitRisk(cases: readonly RiskCase[], end: Ms) {
  const known = cases.filter(({ features }) => features.funding !== null);
  const weight = ({ time }: RiskCase) => 0.5 ** ((end - time) / HALF_LIFE);
  const withoutFunding = (features: readonly FlushRiskFeature[]) =>
    features.filter((feature) => feature !== 'funding');
  const models = (
    features: readonly FlushRiskFeature[],
    of: (each: RiskCase) => boolean,
    among: (each: RiskCase) => boolean,
  ): LogisticModel<FlushRiskFeature>[] => {
    const samples = (from: readonly RiskCase[]) =>
      from.filter(among).map((each) => sample(each.features, of(each), weight(each)));
    return [fitLogistic(samples(known), features), fitLogistic(samples(cases), withoutFunding(features))];
  };
  return {
    shock: models(
      SHOCK_FEATURES,
      ({ shocked }) => shocked,
      () => true,
    ),
    flushGivenShock: models(
      FLUSH_FEATURES,
      ({ flushed }) => flushed,
      ({ shocked }) => shocked,
    ),
  };
}

export function fitReload(cases: readonly ResetCase[]): LogisticModel<ReloadFeature>[] {
  const samples = (from: readonly ResetCase[]) =>
    from.map(({ features, wasReload }) => sample(features, wasReload));
  const known = cases.filter(({ features }) => Object.values(features).every((value) => value !== null));
  return [
    fitLogistic(samples(known), RELOAD_FEATURES, 1e-2),
    fitLogistic(samples(cases), RELOAD_FEATURES.slice(0, 3), 1e-2),
  ];
}

/** Rows on their way to a flush, labelled by whether they lay within six hours of a true one. */
export function completionSamples(truth: TruthHours, end: Ms): Sample<CompletionFeature>[] {
  const { frames, events } = truth;
  const statisticsAt = frameStatistics(frames);
  const samples: Sample<CompletionFeature>[] = [];
  let event = 0;
  for (let row = 0; row < frames.count && frames.time[row]! < end; row += 1) {
    const time = frames.time[row]!;
    while (event < events.length && events[event]!.end + 6 * HOUR < time) event += 1;
    const statistics = statisticsAt(row);
    const progress = flushProgress(frames, row, statistics.dailySigma, Number.NEGATIVE_INFINITY);
    if (progress === null || progress.progress < FLUSH.leastProgress || progress.progress >= 1) continue;
    const features = completionFeatures(frames, row, progress, statistics);
    if (features === null) continue;
    const isNear = event < events.length && events[event]!.start - 6 * HOUR <= time;
    samples.push(sample(features, isNear));
  }
  return samples;
}

export function fitCompletion(
  samples: readonly Sample<CompletionFeature>[],
): LogisticModel<CompletionFeature> {
  return fitLogistic(samples, COMPLETION_FEATURES);
}

/** Unknown values are only ever left out together with their feature. */
function sample<Feature extends string>(
  values: Readonly<Record<Feature, number | null>>,
  was: boolean,
  weight = 1,
): Sample<Feature> {
  return { values: values as Record<Feature, number>, label: was ? 1 : 0, weight };
}
