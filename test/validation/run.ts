import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runExperiments } from './experiments.ts';
import { fitModels } from './fit-models.ts';
import { readHistories } from './market-history.ts';
import { summary } from './summary.ts';
import { validate } from './validate.ts';
import { writeModels } from './write-models.ts';
import { writeReport } from './write-report.ts';

/**
 * Judges the signals on history: `npm run validate -- --history DIR [--json FILE] [--fit]
 * [--report FILE [--experiments]]`.
 * `--fit` fits the weights on the tuning years of DIR first and writes them where the product reads them;
 * the judging then runs in a second call, with the weights as the product has them. `--experiments` adds the rejected
 * designs and the sensitivity to the report, which takes minutes.
 */
const { values } = parseArgs({
  options: {
    history: { type: 'string' },
    json: { type: 'string' },
    fit: { type: 'boolean', default: false },
    report: { type: 'string' },
    experiments: { type: 'boolean', default: false },
  },
});

if (values.history === undefined) {
  console.error('usage: npm run validate -- --history DIR [--json FILE] [--fit] [--report FILE]');
  process.exit(2);
}

const started = performance.now();
const histories = readHistories(values.history);
if (values.fit) {
  writeModels(fitModels(histories));
  console.log('weights fitted on the tuning years: core/analytics/fitted-models.ts');
} else {
  const result = validate(histories);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result.report, null, 2)}\n`);
  if (values.report !== undefined) {
    writeReport(values.report, result, values.experiments ? runExperiments(result.markets) : null);
  }
  console.log(summary(result.report));
}
console.log(`${((performance.now() - started) / 1000).toFixed(1)} s`);
