import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { build } from 'wxt';
import { ROOT } from '../../tools/steps.ts';

/** Built once a run, from the sources as they are, away from `.output` where others may be testing. */
const workshop = mkdtempSync(`${tmpdir()}/flushpoint-build-`);
process.on('exit', () => rmSync(workshop, { recursive: true, force: true }));

let product: Promise<string> | null = null;
let stub: Promise<string> | null = null;

/** Folder of the product as its users get it. */
export function productBuild(): Promise<string> {
  product ??= built(ROOT, 'product', {});
  return product;
}

/** Folder of an extension with this one's stack and nothing of its work: what the stack alone costs. */
export function stubBuild(): Promise<string> {
  stub ??= built(`${ROOT}test/bench/stub`, 'stub', {
    configFile: false,
    imports: false,
    manifest: { name: 'Stub', host_permissions: ['https://*/*'] },
  });
  return stub;
}

async function built(root: string, name: string, config: Parameters<typeof build>[0]): Promise<string> {
  const outDir = `${workshop}/${name}`;
  mkdirSync(outDir);
  await build({ root, outDir, outDirTemplate: 'chrome', logger: SILENT, ...config });
  return `${outDir}/chrome`;
}

const quiet = () => {};
const SILENT = {
  debug: quiet,
  log: quiet,
  info: quiet,
  warn: quiet,
  error: console.error,
  fatal: console.error,
  success: quiet,
  level: 0,
};
