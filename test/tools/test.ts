import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { CHECKS } from './check.ts';
import { findOrInstallChromium } from './chromium.ts';
import { ROOT, runAll } from './steps.ts';

/**
 * Everything: types, lint, unit, contract, build, size, end to end.
 * The closing line counts checks and tests together.
 */
const reports = `${ROOT}/.flushpoint`;
const unitReport = `${reports}/unit.json`;
const e2eReport = `${reports}/e2e.json`;
mkdirSync(reports, { recursive: true });
for (const file of [unitReport, e2eReport]) rmSync(file, { force: true });

const started = performance.now();
const chromium = await findOrInstallChromium();
const steps = [
  ...CHECKS,
  {
    name: 'unit, property and contract tests',
    command: [
      'npx',
      'vitest',
      'run',
      '-c',
      'test/vitest.config.ts',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${unitReport}`,
    ],
  },
  { name: 'build for Chrome', command: ['npx', 'wxt', 'build'] },
  { name: 'build for Firefox', command: ['npx', 'wxt', 'build', '-b', 'firefox', '--mv3'] },
  { name: 'the same build twice', command: ['node', 'test/tools/twice.ts'] },
  { name: 'sizes', command: ['node', 'test/tools/sizes.ts'] },
  {
    name: 'torture, a short run',
    command: ['node', 'test/torture/run.ts', '--only', 'kills', '--kills', '4', '--minutes', '1'],
    env: { FLUSHPOINT_CHROMIUM: chromium },
  },
  {
    name: 'end to end',
    command: ['npx', 'playwright', 'test', '-c', 'test/e2e/playwright.config.ts'],
    env: { FLUSHPOINT_CHROMIUM: chromium, FLUSHPOINT_E2E_REPORT: e2eReport },
  },
];
const failedSteps = await runAll(steps);

const unit = counts(unitReport, (report) => ({
  passed: report.numPassedTests,
  failed: report.numFailedTests,
}));
const e2e = counts(e2eReport, (report) => ({
  passed: report.stats.expected + report.stats.flaky,
  failed: report.stats.unexpected,
}));
const otherSteps = steps.filter(({ name }) => !name.includes('tests') && name !== 'end to end');
const failedOthers = otherSteps.filter(({ name }) => failedSteps.includes(name)).length;
const passed = unit.passed + e2e.passed + otherSteps.length - failedOthers;
const failed = Math.max(unit.failed + e2e.failed + failedOthers, failedSteps.length);

console.log(`\nWall time ${((performance.now() - started) / 1000).toFixed(0)} s`);
if (failedSteps.length > 0) console.log(`Failed: ${failedSteps.join(', ')}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** Reads a runner's JSON report; a runner that wrote none has already failed as a step. */
// biome-ignore lint/suspicious/noExplicitAny: the two reporters' formats are theirs
function counts(file: string, read: (report: any) => Counts): Counts {
  return existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : { passed: 0, failed: 0 };
}
