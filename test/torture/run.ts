import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { played } from '../core/feed/rig.ts';
import { Random } from '../market/random.ts';
import { REST_FAULTS } from '../market/wire/faults.ts';
import { runBadInputs } from './bad-inputs.ts';
import { runRounds } from './browser-rounds.ts';
import { type BrowserOutcome, runSteps } from './browser-run.ts';
import { stepsFor } from './browser-steps.ts';
import { runFaultCase } from './fault-cases.ts';
import { runRateSchedules } from './rate-schedules.ts';
import { runSoak } from './soak.ts';

/**
 * `npm run torture -- [--kills N --minutes M --seed S --json FILE]`: the built extension in Chromium on the
 * simulated market, and the engine in simulated time. `--only` names parts: kills, rounds, faults, inputs,
 * schedules, soak. Defaults take some minutes; `--help` lists what makes them longer.
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '30' },
    minutes: { type: 'string', default: '15' },
    seed: { type: 'string', default: 'flushpoint' },
    json: { type: 'string' },
    only: { type: 'string', default: 'kills,rounds,faults,inputs,schedules,soak' },
    reloads: { type: 'string', default: '3' },
    tabs: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '5' },
    inputs: { type: 'string', default: '2000' },
    schedules: { type: 'string', default: '20' },
    hours: { type: 'string', default: '2' },
    cards: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(
    '--kills N --minutes M --seed S --json FILE --only kills,rounds,faults,inputs,schedules,soak\n--reloads N --tabs N --rounds N (back/forward cache) --inputs N (a border) --schedules N --hours N --cards 1..4',
  );
  process.exit(0);
}
const only = new Set(values.only.split(','));
const complaints: string[] = [];
const report: Record<string, unknown> = { seed: values.seed };

if (only.has('faults')) report.faults = await faults(Number(values.cards));
if (only.has('inputs')) report.badInputs = await inputs(Number(values.inputs));
if (only.has('schedules')) {
  const schedules = await runRateSchedules(Number(values.schedules), values.seed);
  complaints.push(...schedules.breaches);
  report.rateSchedules = { ...schedules, breaches: schedules.breaches.length };
}
if (only.has('soak'))
  report.soak = await runSoak(Number(values.hours), values.seed, Math.max(1, Number(values.hours) / 12));
if (only.has('rounds')) {
  const rounds = await runRounds(Number(values.reloads), Number(values.tabs), Number(values.rounds));
  complaints.push(...rounds.reloads.faults, ...rounds.bfcache.faults);
  Object.assign(report, rounds);
}
if (only.has('kills'))
  report.kills = await kills(Number(values.kills), Date.now() + Number(values.minutes) * 60_000);

console.log(JSON.stringify(report, null, 2));
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
for (const complaint of complaints.slice(0, 40)) console.error(complaint);
process.exitCode = complaints.length === 0 ? 0 : 1;

/** Each kind of fault on each venue, seen from this many cards. */
async function faults(cards: number) {
  const venues = played.map(({ id }) => id);
  const outcomes = [];
  for (const fault of REST_FAULTS) {
    for (const [index, venue] of venues.entries()) {
      for (let card = 0; card < cards; card++) {
        outcomes.push(await runFaultCase({ fault, venue, viewed: venues[(index + card) % venues.length]! }));
      }
    }
  }
  const wrong = outcomes.filter((one) => one.complaints.length > 0);
  complaints.push(
    ...wrong.map((one) => `${one.fault} of ${one.venue} on ${one.viewed}: ${one.complaints[0]}`),
  );
  return {
    kinds: REST_FAULTS.length,
    venues: venues.length,
    cases: outcomes.length,
    wrong: wrong.length,
    unrecovered: outcomes.filter(({ healedAfter }) => healedAfter === null).length,
  };
}

async function inputs(count: number) {
  const borders = await runBadInputs(count, values.seed);
  for (const { border, thrown, prototypeChanged } of borders) {
    complaints.push(...thrown.map((text) => `${border}: ${text}`));
    if (prototypeChanged) complaints.push(`${border}: a prototype was changed`);
  }
  return {
    perBorder: count,
    borders: borders.length,
    thrown: borders.flatMap(({ thrown }) => thrown).length,
    slowest: borders,
  };
}

/** On failure: the seed and the steps up to the first that failed, and whether they fail again. */
async function kills(count: number, deadline: number) {
  const steps = stepsFor(count, new Random(values.seed));
  const outcome = await runSteps(steps, deadline);
  if (outcome.failed !== null) {
    const prefix = steps.slice(0, outcome.failed.step + 1);
    const again = await runSteps(prefix, deadline);
    complaints.push(
      `seed ${values.seed}: ${outcome.failed.why}`,
      `the first ${prefix.length} steps ${again.failed === null ? 'hold when run again' : `fail again: ${again.failed.why}`}`,
      JSON.stringify(prefix.slice(-12)),
    );
  }
  return summary(count, outcome);
}

function summary(asked: number, { freshMs, ...outcome }: BrowserOutcome) {
  const sorted = [...freshMs].sort((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? null;
  return { asked, ...outcome, freshP50Ms: at(0.5), freshP95Ms: at(0.95), freshMaxMs: at(1) };
}
