import { runAll, type Step } from './steps.ts';

/** Types (whole tree, then core without the DOM), lint and format, layers, unused code. */
export const CHECKS: readonly Step[] = [
  { name: 'prepare', command: ['npx', 'wxt', 'prepare'] },
  { name: 'types', command: ['npx', 'tsc', '-p', '.'] },
  { name: 'types of core without the DOM', command: ['npx', 'tsc', '-p', 'core/tsconfig.json'] },
  { name: 'lint', command: ['npx', 'biome', 'check', '--error-on-warnings', '.'] },
  { name: 'unused code', command: ['npx', 'knip', '--config', 'test/knip.json'] },
];

if (import.meta.main) {
  const failed = await runAll([
    ...CHECKS,
    {
      name: 'layers',
      command: ['npx', 'vitest', 'run', '-c', 'test/vitest.config.ts', 'test/architecture.test.ts'],
    },
  ]);
  if (failed.length > 0) console.error(`\nFailed: ${failed.join(', ')}`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
