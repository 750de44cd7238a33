import { FITTED } from './fitted-models.ts';
import type { FlushRiskFeature, FlushRiskFeatures } from './flush-risk-features.ts';
import { fittingModel, logOdds, logOddsOf, probabilityOf } from './logistic.ts';

/** A flush needs a shock: P(flush) = P(shock) · P(flush | shock), both within 24 h. */
export interface FlushRisk {
  readonly probability: number;
  /** P(flush | price strays by 1.5 daily σ or more). */
  readonly ifShocked: number;
  /** Log-odds each feature adds against its own average, largest first. */
  readonly drivers: readonly { readonly feature: FlushRiskFeature; readonly logOdds: number }[];
}

export function flushRisk(features: FlushRiskFeatures): FlushRisk {
  const { probability, ifShocked } = compose(features);
  const drivers = (Object.keys(features) as FlushRiskFeature[])
    .map((feature) => ({
      feature,
      logOdds: logOddsOf(probability) - logOddsOf(compose(features, feature).probability),
    }))
    .filter((driver) => driver.logOdds !== 0)
    .sort((a, b) => Math.abs(b.logOdds) - Math.abs(a.logOdds));
  return { probability, ifShocked, drivers };
}

/** `averaged` is left at its own average. */
function compose(features: FlushRiskFeatures, averaged?: FlushRiskFeature) {
  const shock = fittingModel(FITTED.shock, features);
  const flush = fittingModel(FITTED.flushGivenShock, features);
  if (shock === null || flush === null) throw new RangeError('every list of models ends with a plain one');
  const values = averaged === undefined ? features : { ...features, [averaged]: null };
  const ifShocked = probabilityOf(logOdds(flush, values));
  return { probability: probabilityOf(logOdds(shock, values)) * ifShocked, ifShocked };
}
