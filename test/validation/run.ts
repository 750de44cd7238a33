import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { SCORED_DAYS, SCORED_ROWS, writeMapScores } from '../market/map-score-report.ts';
import { runExperiments } from './experiments.ts';
import { fitModels } from './fit-models.ts';
import { HistoryFolderError } from './history-files.ts';
import { readHistories } from './market-history.ts';
import { publish, publishedFigures } from './published.ts';
import { summary } from './summary.ts';
import { type ValidationReport, validate } from './validate.ts';
import { writeModels } from './write-models.ts';
import { writeReport } from './write-report.ts';

const HELP = `npm run validate -- --history DIR [options]     the signals against recorded history
npm run validate -- --market [--seeds N]        the liquidation map against the truth of the simulated market
  --history DIR   a folder of CSV files, or of such folders
  --json FILE     the figures for machines
  --report FILE   the report (test/validation/REPORT.md), its plots beside it
  --full          with the rejected designs and the sensitivity to every parameter: some ten minutes instead of one
  --no-report     figures only
  --publish       puts the checked figures where the product's help text reads them
  --seeds N       markets a scenario in the standard world (30); a tenth of it in each other world
  --fit           fit the weights on the tuning years of DIR and write them where the product reads them;
                  judge in a second call, with the weights as the product has them`;

const { values } = parseArgs({
  options: {
    history: { type: 'string' },
    market: { type: 'boolean', default: false },
    seeds: { type: 'string', default: '30' },
    json: { type: 'string' },
    report: { type: 'string', default: fileURLToPath(new URL('REPORT.md', import.meta.url)) },
    publish: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
    'no-report': { type: 'boolean', default: false },
    fit: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/** Judges the signals on recorded history. */
function run(directory: string): void {
  const started = performance.now();
  const histories = readHistories(directory);
  if (values.fit) {
    writeModels(fitModels(histories));
    console.log('weights fitted on the tuning years: core/analytics/fitted-models.ts');
  } else {
    const result = validate(histories);
    if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result.report, null, 2)}\n`);
    console.log(summary(result.report));
    if (!values['no-report']) {
      writeReport(values.report, result, values.full ? runExperiments(result.markets) : null);
      console.log(`Report: ${values.report}`);
    }
    if (values.publish) publishFrom(result.report);
  }
  console.log(`${((performance.now() - started) / 1000).toFixed(1)} s`);
}

function publishFrom(report: ValidationReport): void {
  const figures = publishedFigures(report);
  if (figures === null)
    console.log('Nothing published: no dates after the tuning years, or a part is missing');
  else publish(figures);
}

/** Scores the map where every position is known; hours for thirty seeds, because months of markets are made. */
function runMarket(seeds: number): void {
  const seedsElsewhere = Math.max(1, Math.ceil(seeds / 10));
  const lines = writeMapScores({
    seeds,
    seedsElsewhere,
    days: SCORED_DAYS,
    rows: SCORED_ROWS,
    onRun: ({ worldKind, scenario, seed }) => console.error(`${worldKind} ${scenario} #${seed}`),
  });
  console.log(lines.join('\n'));
}

if (values.market) {
  runMarket(Number(values.seeds));
} else if (values.help || values.history === undefined) {
  console.log(HELP);
  process.exitCode = values.help ? 0 : 2;
} else {
  try {
    run(values.history);
  } catch (error) {
    if (!(error instanceof HistoryFolderError)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}
