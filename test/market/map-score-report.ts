import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Bits, type ScoreOptions, scoreMap, type WorldScore } from './score-map.ts';
import { WORLD_KINDS } from './world-kinds.ts';

/** Days of history the map may learn from in a scored market. */
export const SCORED_DAYS = 16;
/** Open positions in a scored market: fewer than on show, because many markets are made. */
export const SCORED_ROWS = 5_000;

const FILE = join(dirname(fileURLToPath(import.meta.url)), 'MAP-SCORES.md');

const NAMES: Readonly<Record<keyof WorldScore['rulers'], string>> = {
  map: 'the map',
  mapFromHours: 'the map from hourly figures',
  likelihood: 'the drawn likelihood (map and time at price)',
  uniform: 'uniform in reach',
  inverseDistance: '1 / distance',
  volumeProfile: 'volume profile',
  swingLevels: 'swing levels',
  roundNumbers: 'round numbers',
  naiveLeverage: 'naive 1/L map',
  usualProfile: 'usual distance profile (hindsight)',
};

/** Scores the map in every world, writes MAP-SCORES.md and returns its lines. */
export function writeMapScores(options: ScoreOptions): string[] {
  const write = (worlds: readonly WorldScore[]): string[] => {
    const lines = mapScoreLines(worlds, options);
    writeFileSync(FILE, `${lines.join('\n')}\n`);
    return lines;
  };
  return write(scoreMap({ ...options, onWorld: write }));
}

function mapScoreLines(worlds: readonly WorldScore[], options: ScoreOptions): string[] {
  return [
    '# The liquidation map against known truth',
    '',
    `\`npm run validate -- --market --seeds ${options.seeds}\` writes this file (${options.seeds} seeds a scenario in the standard world, ${options.seedsElsewhere} in each other, ${options.days} days each). Simulated binance-usdm, every scenario, asked 48 h before, at, 4 h and 24 h after the live moment; both sides apart, bins within ± 10 % of mark. The map sees only what the venue publishes.`,
    '',
    '- **standing**: bits for each dollar behind a true liquidation price, over spreading those dollars evenly within reach.',
    '- **liquidated**: bits for each dollar liquidated within the next day, over spreading it evenly among the bins the price reached.',
    '- Each ruler is mixed with the even spread by the share that suits it best (in brackets): 0 bits (0) means it knows nothing. ± is the half-width of the 95 % interval over runs.',
    '- **top tenth**: share of a ruler’s best tenth of bins that belong to the truth’s best tenth, with Wilson’s 95 % bounds; chance is 10 %.',
    '- The hindsight row knows the average truth of the other runs at each distance, which no product can: what the map has beyond it is knowledge of places, not of the leverage law.',
    '',
    ...worlds.flatMap(worldLines),
  ];
}

function worldLines(score: WorldScore): string[] {
  const rows = Object.entries(NAMES) as [keyof WorldScore['rulers'], string][];
  return [
    `## ${score.world}: ${WORLD_KINDS[score.world]!.says}`,
    '',
    `${score.runs} runs, ${score.cases} sides asked.`,
    '',
    '| ruler | standing | liquidated | top tenth |',
    '| --- | --- | --- | --- |',
    ...rows.map(([ruler, name]) => {
      const { standing, liquidated, precision, precisionLow, precisionHigh, bins } = score.rulers[ruler];
      const top =
        bins === 0
          ? '–'
          : `${percent(precision)} (${percent(precisionLow)}…${percent(precisionHigh)}, n = ${bins})`;
      return `| ${name} | ${bits(standing)} | ${bits(liquidated)} | ${top} |`;
    }),
    '',
  ];
}

function bits({ bits: value, error, belief }: Bits): string {
  return `${value.toFixed(3)} ± ${error.toFixed(3)} (${belief})`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
