import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Experiments } from './experiments.ts';
import { chosenFlushes, flushPlot, reliabilityPlot } from './plots.ts';
import { publishedFigures, publishedSection } from './published.ts';
import { experimentSections } from './report-experiments.ts';
import {
  aimsSection,
  crowdingSection,
  flushSection,
  mapSection,
  marketSection,
  resetSection,
  riskSection,
} from './report-sections.ts';
import type { Validation } from './validate.ts';

const NOTES = fileURLToPath(new URL('findings.md', import.meta.url));

/** The report beside its plots: figures from the run, the words about them from `findings.md`. */
export function writeReport(
  path: string,
  { report, markets }: Validation,
  experiments: Experiments | null,
): void {
  const plots = join(dirname(path), 'plots');
  mkdirSync(plots, { recursive: true });
  const names: string[] = [];
  const draw = (name: string, svg: string) => {
    writeFileSync(join(plots, `${name}.svg`), svg);
    names.push(name);
  };
  for (const [period, score] of Object.entries(report.flushRisk?.periods ?? {})) {
    draw(`reliability-${period}`, reliabilityPlot(`Flush risk, ${period}`, score.reliability));
  }
  chosenFlushes(markets).forEach(({ market, event }, index) => {
    draw(`flush-${index + 1}`, flushPlot(market, event));
  });
  const sections = [
    '# How the signals do on history',
    'Written by `npm run validate -- --history DIR`, with `--full` the designs and the sensitivity at its end. Tuning: before 2023-07-01; checking: from then on. Intervals are 95 %, by resampling whole days (all symbols together) unless said otherwise.',
    aimsSection(report),
    readFileSync(NOTES, 'utf8').trim(),
    publishedSection(publishedFigures(report)),
    marketSection(report),
    flushSection(report),
    resetSection(report),
    riskSection(report),
    crowdingSection(report),
    mapSection(report),
    ...(experiments === null ? [] : experimentSections(experiments)),
    `## Pictures\n\n${names.map((name) => `![${name}](plots/${name}.svg)`).join('\n\n')}`,
  ];
  writeFileSync(path, `${sections.join('\n\n')}\n`);
}
