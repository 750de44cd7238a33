import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  define: { __TRADING_PAGES__: '[]' },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/e2e/**', 'node_modules/**'],
    sequence: { shuffle: true },
    testTimeout: 60_000,
    maxWorkers: 2,
    // Laws draw new cases each run; one that fails on CI is printed with its seed and drawn once more.
    retry: process.env.CI ? 1 : 0,
  },
});
