import { readdirSync, readFileSync, statSync } from 'node:fs';
import { deflateRawSync, gzipSync } from 'node:zlib';
import type { Bench, BenchRow } from './bench.ts';
import { productBuild, stubBuild } from './browser/builds.ts';

/** What is downloaded and what is parsed on each page, beside the smallest extension of the same stack. */
export const bench: Bench = { id: 'P1', title: 'sizes of the build', run };

const OVERLAY = 'content-scripts/overlay.js';
/** A zip's own bytes for one file: its local header, its directory entry and its name twice. */
const ZIP_ENTRY = 100;

const raw = (folder: string, file: string) => readFileSync(`${folder}/${file}`);
const gzipped = (folder: string, file: string) => gzipSync(raw(folder, file), { level: 9 }).length;
const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

async function run(): Promise<BenchRow[]> {
  const product = await productBuild();
  const stub = await stubBuild();
  const row = (what: string, bytes: number, limit: number): BenchRow => ({
    what,
    value: kilobytes(bytes),
    goal: `≤ ${limit} kB`,
    met: bytes <= limit * 1000,
  });
  const yardstick = (what: string, bytes: number): BenchRow => ({
    what,
    value: kilobytes(bytes),
    goal: '',
    met: null,
  });
  return [
    row('overlay script with its styles, gzip', gzipped(product, OVERLAY), 30),
    row('overlay script with its styles, raw', raw(product, OVERLAY).length, 100),
    yardstick('bare WXT + Preact stub, gzip', gzipped(stub, OVERLAY)),
    yardstick('bare WXT + Preact stub, raw', raw(stub, OVERLAY).length),
    row('background, gzip', gzipped(product, 'background.js'), 60),
    row('zip for the store, without a chart library', zipped(product), 400),
  ];
}

function zipped(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => statSync(`${folder}/${file}`).isFile() && !file.includes('sidepanel'))
    .reduce((sum, file) => sum + deflateRawSync(raw(folder, file), { level: 9 }).length + ZIP_ENTRY, 0);
}
