import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { dumpWorld } from './dump.ts';
import { SCORED_ROWS, writeMapScores } from './map-score-report.ts';
import { writeReport } from './report.ts';
import { SCENARIOS } from './scenarios.ts';
import { WORLD_KINDS } from './world-kinds.ts';

const HELP = `npm run market -- [options]
  --scenario NAME   ${Object.keys(SCENARIOS).join(', ')}
  --world NAME      ${Object.keys(WORLD_KINDS).join(', ')}
  --seed N          another market of the same kind (1)
  --days N          days before the live moment (30)
  --live-hours N    hours after it (24)
  --with COINS      further coins, comma-separated
  --dump DIR        write CSV files and truth.csv there
  --score-map       score the liquidation map against the truth → test/market/MAP-SCORES.md
  --seeds N         … on so many seeds a scenario in the standard world (30)
  --seeds-elsewhere N  … and in each of the others (4)
  --report          compare the market's habits with recorded history → test/market/REPORT.md`;

const { values } = parseArgs({
  options: {
    scenario: { type: 'string', default: 'calm' },
    world: { type: 'string', default: 'standard' },
    seed: { type: 'string', default: '1' },
    days: { type: 'string', default: '30' },
    'live-hours': { type: 'string', default: '24' },
    with: { type: 'string', default: '' },
    dump: { type: 'string' },
    'score-map': { type: 'boolean', default: false },
    seeds: { type: 'string', default: '30' },
    'seeds-elsewhere': { type: 'string', default: '4' },
    report: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help || !(values.dump || values.report || values['score-map'])) console.log(HELP);
if (values.dump) {
  const days = Number(values.days);
  const hours = Number(values['live-hours']);
  const before = process.cpuUsage();
  const world = dumpWorld(
    resolve(values.dump),
    {
      scenario: values.scenario,
      worldKind: values.world,
      seed: Number(values.seed),
      days,
      companions: values.with.split(',').filter(Boolean),
    },
    hours,
  );
  const { user, system } = process.cpuUsage(before);
  // Of one core, and not of the clock on the wall: other work on the machine does not make the market slower.
  const seconds = (user + system) / 1e6;
  const speed = Math.round(((days * 24 + hours) * 3600 * world.assets.length) / seconds);
  console.log(
    `${world.name}: ${values.dump}, ${seconds.toFixed(1)} s of one core, ${speed} × real time per coin`,
  );
}
if (values.report) writeReport();
if (values['score-map']) {
  const lines = writeMapScores({
    seeds: Number(values.seeds),
    seedsElsewhere: Number(values['seeds-elsewhere']),
    days: Number(values.days),
    rows: SCORED_ROWS,
    onRun: ({ worldKind, scenario, seed }) => console.error(`${worldKind} ${scenario} #${seed}`),
  });
  console.log(lines.join('\n'));
}
