import { readdirSync, writeFileSync } from 'node:fs';
import { cpus, release } from 'node:os';
import type { Bench, BenchRow } from './bench.ts';

const HERE = new URL('.', import.meta.url);

/** `npm run bench [-- P11 …]`: runs every bench (or those named), prints a table, writes REPORT.md when all ran. */
async function main(wanted: readonly string[]): Promise<void> {
  const sections: string[] = [];
  for (const file of readdirSync(HERE)
    .filter((name) => name.endsWith('.bench.ts'))
    .sort()) {
    const { bench } = (await import(new URL(file, HERE).href)) as { bench: Bench };
    if (wanted.length > 0 && !wanted.includes(bench.id)) continue;
    const rows = await bench.run();
    const section = [`## ${bench.id} · ${bench.title}`, '', ...table(rows), ''].join('\n');
    console.log(section);
    sections.push(section);
  }
  if (sections.length === 0) {
    console.error(`No bench called ${wanted.join(', ')}.`);
    process.exitCode = 1;
  } else if (wanted.length === 0) {
    writeFileSync(new URL('REPORT.md', HERE), `${header()}\n${sections.join('\n')}`);
  }
}

function table(rows: readonly BenchRow[]): string[] {
  const mark = (met: boolean | null) => (met === null ? '' : met ? 'met' : '**missed**');
  return [
    '| what | measured | goal | |',
    '| --- | --- | --- | --- |',
    ...rows.map(({ what, value, goal, met }) => `| ${what} | ${value} | ${goal} | ${mark(met)} |`),
  ];
}

function header(): string {
  const cpu = cpus()[0]?.model.trim() ?? 'unknown processor';
  return [
    '# Benchmarks',
    '',
    'Written by `npm run bench`. Times are medians after warm-up, and depend on the machine and on what else ran on',
    'it; the ratios are taken within one run.',
    '',
    `${cpu} (${cpus().length} threads), Linux ${release()}, Node ${process.version}.`,
    '',
  ].join('\n');
}

await main(process.argv.slice(2));
