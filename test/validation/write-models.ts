import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FITTED } from '../../core/analytics/fitted-models.ts';
import type { LogisticModel } from '../../core/analytics/logistic.ts';

const TARGET = fileURLToPath(new URL('../../core/analytics/fitted-models.ts', import.meta.url));

/** Writes the fitted weights where the product reads them. */
export function writeModels(models: typeof FITTED): void {
  writeFileSync(TARGET, modelsSource(models));
}

export function modelsSource(models: typeof FITTED): string {
  const list = (each: readonly LogisticModel[]) => `[\n${each.map((one) => modelSource(one, 4)).join('')}  ]`;
  return `import type { CompletionFeature } from './flush-completion.ts';
import type { FlushRiskFeature } from './flush-risk-features.ts';
import type { LogisticModel } from './logistic.ts';
import type { ReloadFeature } from './reset-verdict.ts';

/** Written by \`npm run validate -- --fit\` from the tuning years 2021-01…2023-06; not edited by hand. */
export const FITTED: {
  readonly completion: LogisticModel<CompletionFeature>;
  readonly shock: readonly LogisticModel<FlushRiskFeature>[];
  readonly flushGivenShock: readonly LogisticModel<FlushRiskFeature>[];
  readonly reload: readonly LogisticModel<ReloadFeature>[];
} = {
  completion: ${modelSource(models.completion, 2).trim()}
  shock: ${list(models.shock)},
  flushGivenShock: ${list(models.flushGivenShock)},
  reload: ${list(models.reload)},
};
`;
}

function modelSource({ bias, terms }: LogisticModel, indent: number): string {
  const pad = ' '.repeat(indent);
  const lines = terms.map(
    ({ feature, mean, scale, weight }) =>
      `${pad}    { feature: '${feature}', mean: ${mean}, scale: ${scale}, weight: ${weight} },\n`,
  );
  return `${pad}{\n${pad}  bias: ${bias},\n${pad}  terms: [\n${lines.join('')}${pad}  ],\n${pad}},\n`;
}
