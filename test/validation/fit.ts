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
  'bitcoinSigma',
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
  'bitcoinMove24h',
  'funding',
];

const COMPLETION_FEATURES: readonly CompletionFeature[] = [
  'drop',
  'stray',
  'progress',
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

/**
 * Younger markets teach more: a case this long before the end of tuning counts half. Chosen by fitting before
 * 2022-07 and judging the year after, still inside the tuning years: 180 days had the smallest calibration error.
 */
export const HALF_LIFE = 180 * DAY;
/** Completion has a tenth of the cases: a year keeps enough of them. */
const COMPLETION_HALF_LIFE = 365 * DAY;

const MAY_BE_MISSING: readonly (readonly FlushRiskFeature[])[] = [
  [],
  ['funding'],
  ['bitcoinSigma', 'bitcoinMove24h'],
  ['funding', 'bitcoinSigma', 'bitcoinMove24h'],
];

/** Each model with everything, then without what a venue may not publish or a chart may not have beside it. */
export function fitRisk(cases: readonly RiskCase[], end: Ms) {
  const models = (
    features: readonly FlushRiskFeature[],
    of: (each: RiskCase) => boolean,
    among: (each: RiskCase) => boolean,
  ): LogisticModel<FlushRiskFeature>[] => {
    const lists = MAY_BE_MISSING.map((missing) => features.filter((feature) => !missing.includes(feature)));
    const distinct = lists.filter((list, at) => lists.findIndex((other) => same(other, list)) === at);
    return distinct.flatMap((list) => {
      const known = cases.filter(
        (each) => among(each) && list.every((feature) => each.features[feature] !== null),
      );
      const samples = known.map((each) =>
        sample(each.features, of(each), halved(end - each.time, HALF_LIFE)),
      );
      return samples.length === 0 ? [] : fitLogistic(samples, list);
    });
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

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.join() === b.join();
}

function halved(age: Ms, halfLife: Ms): number {
  return 0.5 ** (age / halfLife);
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
    samples.push(sample(features, isNear, halved(end - time, COMPLETION_HALF_LIFE)));
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
