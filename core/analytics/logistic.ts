/** A fitted logistic model over named features. Each feature is centred, scaled and cut off at ± 3. */
export interface LogisticModel<Feature extends string = string> {
  readonly bias: number;
  readonly terms: readonly LogisticTerm<Feature>[];
}

export interface LogisticTerm<Feature extends string = string> {
  readonly feature: Feature;
  /** Mean and standard deviation where it was fitted. */
  readonly mean: number;
  readonly scale: number;
  readonly weight: number;
}

/** Values beyond this many standard deviations say no more than those at it. */
export const LARGEST_STANDARD_SCORE = 3;

/** How far a value is from where the model was fitted, in standard deviations. */
export function standardScore({ mean, scale }: LogisticTerm, value: number): number {
  const score = (value - mean) / scale;
  return Math.max(-LARGEST_STANDARD_SCORE, Math.min(LARGEST_STANDARD_SCORE, score));
}

export function logOdds<Feature extends string>(
  model: LogisticModel<Feature>,
  values: Readonly<Record<Feature, number | null>>,
): number {
  let sum = model.bias;
  for (const term of model.terms) sum += term.weight * standardScore(term, values[term.feature] ?? term.mean);
  return sum;
}

/** The first model all of whose features are known; models are listed from the fullest to the plainest. */
export function fittingModel<Feature extends string>(
  models: readonly LogisticModel<Feature>[],
  values: Readonly<Record<Feature, number | null>>,
): LogisticModel<Feature> | null {
  return models.find(({ terms }) => terms.every(({ feature }) => values[feature] !== null)) ?? null;
}

/** 0…1. */
export function probabilityOf(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}

/** The inverse of `probabilityOf`. */
export function logOddsOf(probability: number): number {
  return Math.log(probability / (1 - probability));
}
