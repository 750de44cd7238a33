import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { MEASURED } from '../../components/words/measured-figures.ts';
import { TUNING_END } from './periods.ts';
import type { ValidationReport } from './validate.ts';

const TARGET = fileURLToPath(new URL('../../components/words/measured-figures.ts', import.meta.url));

/** The figures that the product's help text repeats. */
export type Published = typeof MEASURED;

/** What was measured on dates that nothing was fitted to; null where the history has no such dates, or lacks a part. */
export function publishedFigures({
  flush,
  reset,
  flushRisk,
  crowding,
  map,
  markets,
}: ValidationReport): Published | null {
  const [found, asked, risk, bands, bits] = [
    flush?.periods.checking,
    reset?.periods.checking,
    flushRisk?.periods.checking,
    crowding?.periods.checking,
    map?.periods.checking,
  ];
  if (!found || !asked || !risk || !bands || !bits) return null;
  const judged = markets.filter(({ reason }) => reason === null);
  const flushed = (name: string) => bands.find(({ band }) => band === name)?.flushed.value ?? Number.NaN;
  return {
    from: new Date(TUNING_END).toISOString().slice(0, 10),
    to: judged.reduce((last, { to }) => (to !== null && to > last ? to : last), '').slice(0, 10),
    markets: judged.length,
    flushRecall: rounded(found.recall),
    flushPrecision: rounded(found.precision),
    flushShareDone: rounded(found.shareDone),
    resetAccuracy4h: rounded(asked['4h']!.balancedAccuracy),
    resetAccuracy24h: rounded(asked['24h']!.balancedAccuracy),
    riskAuc: rounded(risk.auc.value),
    riskAucGivenShock: rounded(risk.aucGivenShock.value),
    riskSaid: rounded(risk.meanProbability, 4),
    riskSeen: rounded(risk.baseRate, 4),
    flushAfterExtreme: rounded(flushed('extreme')),
    flushAfterCrowded: rounded(flushed('crowded')),
    flushAfterBalanced: rounded(flushed('balanced')),
    mapTopTenth: rounded(bits.map.precisionTopDecile),
    mapTopTenthByChance: rounded(bits.map.chance),
  };
}

/** As the report shows them, and as the test reads them back. */
export function publishedSection(figures: Published | null): string {
  const text =
    figures === null
      ? 'This history has no dates after the tuning years, or lacks a part: nothing to repeat.'
      : `\`\`\`json\n${JSON.stringify(figures, null, 2)}\n\`\`\``;
  return `## Figures the help text repeats\n\nMeasured on dates that nothing was fitted to. \`npm run validate -- --history DIR --publish\` writes them where the product reads them.\n\n${text}`;
}

/** Writes them where the product reads them. */
export function publish(figures: Published): void {
  const rows = Object.entries(figures).map(
    ([name, value]) => `  ${name}: ${typeof value === 'string' ? `'${value}'` : value},\n`,
  );
  writeFileSync(
    TARGET,
    `/**
 * What the signals were worth on dates that nothing was fitted to: fractions, and the probability of a flush as said
 * and as seen. Written by \`npm run validate -- --publish\` from the figures of its report; not edited by hand.
 */
export const MEASURED = {
${rows.join('')}};
`,
  );
}

function rounded(value: number, digits = 3): number {
  return Number(value.toFixed(digits));
}
