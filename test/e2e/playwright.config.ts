import { defineConfig } from '@playwright/test';

const report = process.env.FLUSHPOINT_E2E_REPORT;

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  // One browser at a time: the machine has two cores and a market to run beside it.
  workers: 1,
  // A second try is said as «flaky» in the report, which is a finding; it does not throw a whole run away.
  retries: process.env.CI ? 1 : 0,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: report ? [['list'], ['json', { outputFile: report }]] : [['list']],
  outputDir: '../../test-results',
});
