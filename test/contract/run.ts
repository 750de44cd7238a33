import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type ContractReport, runContract } from './contract.ts';
import { coverageTable } from './coverage.ts';

/** Where the recorded answers lie: `RECORDED_DIR`, else beside the project. */
export function recordedDir(): string {
  return resolve(process.env.RECORDED_DIR ?? '../shared/recorded');
}

/** One line per file, then the totals. */
export function contractTable({ rows, totals }: ContractReport): string {
  const wide = Math.max(4, ...rows.map(({ file }) => file.length));
  const middle = Math.max(8, ...rows.map(({ endpoint }) => endpoint.length));
  const words = { parsed: 'parsed', refused: 'REFUSED', notCovered: 'not covered' } as const;
  const lines = rows.flatMap(({ file, endpoint, status, reason, mismatches }) => [
    `${file.padEnd(wide)}  ${endpoint.padEnd(middle)}  ${words[status].padEnd(11)}  ${reason}`,
    ...mismatches.map((mismatch) => `${' '.repeat(wide)}  MISMATCH ${mismatch}`),
  ]);
  const { files, parsed, refused, notCovered, mismatches } = totals;
  return [
    `${'file'.padEnd(wide)}  ${'endpoint'.padEnd(middle)}  outcome`,
    ...lines,
    `${files} files: ${parsed} parsed, ${refused} refused, ${notCovered} not covered, ${mismatches} mismatches`,
  ].join('\n');
}

function main(): void {
  const { values } = parseArgs({ options: { json: { type: 'string' } } });
  const folder = recordedDir();
  if (!existsSync(folder)) {
    console.log(`skipped: no recorded answers in ${folder} (set RECORDED_DIR)`);
    return;
  }
  const report = runContract(folder);
  console.log(contractTable(report));
  console.log(`\n${coverageTable(report.rows)}`);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
  if (report.totals.refused > 0 || report.totals.mismatches > 0) process.exitCode = 1;
}

if (import.meta.main) main();
