import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { runContract } from './contract.ts';
import { recordedDir } from './run.ts';

const folder = recordedDir();
const isThere = existsSync(folder);
if (!isThere) console.log(`skipped: no recorded answers in ${folder}`);

it.skipIf(!isThere)('reads every recorded answer a declared endpoint covers, without a mismatch', () => {
  const { rows, totals } = runContract(folder);
  expect(rows.filter(({ status }) => status === 'refused')).toEqual([]);
  expect(rows.filter(({ mismatches }) => mismatches.length > 0)).toEqual([]);
  expect(totals.parsed).toBeGreaterThan(0);
  expect(totals.parsed + totals.notCovered).toBe(totals.files);
});
