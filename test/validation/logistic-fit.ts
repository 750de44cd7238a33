import { type LogisticModel, type LogisticTerm, standardScore } from '../../core/analytics/logistic.ts';

/** One case to fit on. */
export interface Sample<Feature extends string> {
  readonly values: Readonly<Record<Feature, number>>;
  readonly label: 0 | 1;
  /** How much it counts; 1 unless said. */
  readonly weight?: number;
}

/** Newton's method on the ridge-penalised likelihood; features standardised first. */
export function fitLogistic<Feature extends string>(
  samples: readonly Sample<Feature>[],
  features: readonly Feature[],
  ridge = 1e-3,
): LogisticModel<Feature> {
  const terms = features.map((feature) => scaleOf(samples, feature));
  const width = features.length + 1;
  const rows = samples.map(({ values }) => [
    1,
    ...terms.map((term) => standardScore(term, values[term.feature])),
  ]);
  const weights = samples.map(({ weight }) => weight ?? 1);
  const penalty = ridge * weights.reduce((sum, weight) => sum + weight, 0);
  let beta = new Array<number>(width).fill(0);
  for (let round = 0; round < 30; round += 1) {
    const gradient = beta.map((value, at) => (at === 0 ? 0 : -penalty * value));
    const curvature = beta.map((_, at) => beta.map((__, other) => (at === other && at > 0 ? penalty : 0)));
    rows.forEach((row, index) => {
      const odds = row.reduce((sum, value, at) => sum + value * beta[at]!, 0);
      const probability = 1 / (1 + Math.exp(-odds));
      const error = weights[index]! * (samples[index]!.label - probability);
      const spread = weights[index]! * Math.max(1e-9, probability * (1 - probability));
      for (let at = 0; at < width; at += 1) {
        gradient[at]! += error * row[at]!;
        for (let other = 0; other <= at; other += 1)
          curvature[at]![other]! += spread * row[at]! * row[other]!;
      }
    });
    for (let at = 0; at < width; at += 1) {
      for (let other = at + 1; other < width; other += 1) curvature[at]![other] = curvature[other]![at]!;
    }
    const step = solve(curvature, gradient);
    beta = beta.map((value, at) => value + step[at]!);
    if (step.every((change) => Math.abs(change) < 1e-9)) break;
  }
  return {
    bias: rounded(beta[0]!),
    terms: terms.map((term, index) => ({ ...term, weight: rounded(beta[index + 1]!) })),
  };
}

function scaleOf<Feature extends string>(
  samples: readonly Sample<Feature>[],
  feature: Feature,
): LogisticTerm<Feature> {
  const values = samples.map((sample) => sample.values[feature]);
  const mean = values.reduce((sum, value) => sum + value / values.length, 0);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2 / values.length, 0);
  return { feature, mean: rounded(mean), scale: rounded(Math.sqrt(variance) || 1), weight: 0 };
}

/** Gaussian elimination with pivoting. */
export function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, index) => [...row, right[index]!]);
  const size = rows.length;
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < size; row += 1) {
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row;
    }
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    for (let row = 0; row < size; row += 1) {
      if (row === column) continue;
      const factor = rows[row]![column]! / rows[column]![column]!;
      for (let at = column; at <= size; at += 1) rows[row]![at]! -= factor * rows[column]![at]!;
    }
  }
  return rows.map((row, index) => row[size]! / row[index]!);
}

function rounded(value: number): number {
  return Number(value.toPrecision(5));
}
