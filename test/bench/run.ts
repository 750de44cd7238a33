import { readdirSync, writeFileSync } from 'node:fs';
import { cpus, release } from 'node:os';
import { chromiumVersion, findOrInstallChromium } from '../tools/chromium.ts';
import type { Bench, BenchRow } from './bench.ts';

const HERE = new URL('.', import.meta.url);

/** `npm run bench [-- --only P11 …]`: runs every bench (or those named), prints a table, writes REPORT.md when all ran. */
async function main(wanted: readonly string[]): Promise<void> {
  const sections: string[] = [];
  const started = performance.now();
  for (const bench of await benches()) {
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
    const minutes = ((performance.now() - started) / 60_000).toFixed(1);
    writeFileSync(new URL('REPORT.md', HERE), `${await header(minutes)}\n${sections.join('\n')}`);
  }
}

/** Every bench here, by number. */
async function benches(): Promise<Bench[]> {
  const files = readdirSync(HERE).filter((name) => name.endsWith('.bench.ts'));
  const modules = await Promise.all(files.map((file) => import(new URL(file, HERE).href)));
  const number = ({ id }: Bench) => Number(id.slice(1));
  return modules.map(({ bench }: { bench: Bench }) => bench).sort((a, b) => number(a) - number(b));
}

function table(rows: readonly BenchRow[]): string[] {
  const mark = (met: boolean | null) => (met === null ? '' : met ? 'met' : '**missed**');
  return [
    '| what | measured | goal | |',
    '| --- | --- | --- | --- |',
    ...rows.map(({ what, value, goal, met }) => `| ${what} | ${value} | ${goal} | ${mark(met)} |`),
  ];
}

async function header(minutes: string): Promise<string> {
  const cpu = cpus()[0]?.model.trim() ?? 'unknown processor';
  return [
    '# Benchmarks',
    '',
    'Written by `npm run bench`. Times are medians of at least 15 after 3 warm-ups unless a row says otherwise, taken',
    'in the page or the worker and never in the process that drives them. They depend on the machine and on what else',
    'ran on it; what they are compared with was measured in the same run.',
    '',
    `${new Date().toISOString().slice(0, 10)}, ${minutes} minutes. ${cpu} (${cpus().length} threads), Linux ${release()},`,
    `${chromiumVersion(await findOrInstallChromium())} headless, Node ${process.version}.`,
    '',
  ].join('\n');
}

await main(process.argv.slice(2).filter((word) => word !== '--only'));
