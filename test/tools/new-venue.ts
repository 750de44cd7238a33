import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ROOT } from './steps.ts';

/** `npm run new:venue ID`: what a venue is made of, to be filled in. Its tests fail until it is. */
export function newVenue(root: string, id: string): string[] {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) throw new Error(`${id} is no kebab-case name`);
  const venueFile = `core/venues/${id}.ts`;
  const fixtureFile = `test/fixtures/${id}.json`;
  const registryFile = 'core/venues/registry.ts';
  const at = (file: string) => `${root}/${file}`;
  if (existsSync(at(venueFile))) throw new Error(`${venueFile} is there already`);
  writeFileSync(at(venueFile), venueText(id));
  writeFileSync(at(fixtureFile), `${JSON.stringify(fixtureOf(id), null, 2)}\n`);
  writeFileSync(at(registryFile), withVenue(readFileSync(at(registryFile), 'utf8'), id));
  return [venueFile, fixtureFile, registryFile];
}

function nameOf(id: string): string {
  return id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** One import, in the order of file names, and one entry at the end of the list. */
export function withVenue(registry: string, id: string): string {
  const name = nameOf(id);
  const own = `import { ${name} } from './${id}.ts';`;
  const lines = registry.split('\n');
  const fileOf = (line: string) => /from '\.\/([\w-]+)\.ts'/.exec(line)?.[1] ?? '';
  const after = lines.findIndex((line) => line.startsWith('import') && fileOf(line) > id);
  lines.splice(after, 0, own);
  const open = lines.findIndex((line) => line.startsWith('export const venues'));
  const close = lines.indexOf('];', open);
  if (after < 0 || open < 0 || close < 0) throw new Error('the registry has another form than expected');
  lines.splice(close, 0, `  ${name},`);
  return lines.join('\n');
}

function venueText(id: string): string {
  return `import * as z from 'zod/mini';
import { endpointsFor } from './endpoint.ts';
import { httpFault } from './faults.ts';
import { rowsOf } from './fields.ts';
import type { Venue } from './venue.ts';

const ID = '${id}';
const ORIGIN = 'https://api.example.com';
const { forVenue } = endpointsFor(ID, httpFault);

/** What one row looks like, as the venue documents it. */
const contracts = forVenue({
  id: 'contracts',
  provides: ['instrument'],
  docs: 'https://docs.example.com',
  limit: 'requests',
  schema: rowsOf(z.unknown(), 2_000),
  url: () => \`\${ORIGIN}/contracts\`,
  observe: () => [],
});

/** Which contracts these are, what counts their sizes, what is unconfirmed. */
export const ${nameOf(id)}: Venue = {
  id: ID,
  name: '${id}',
  product: 'perp',
  permission: 'optional',
  origins: [ORIGIN],
  limits: { requests: { host: 'api.example.com', capacity: 100, windowMs: 10_000 } },
  anchorHourly: null,
  marginModel: 'tiered',
  endpoints: [contracts],
  pages: { hosts: [], tradingPath: '^/$', excludeGlobs: [], parse: () => null, testUrls: [] },
  fault: httpFault,
};
`;
}

function fixtureOf(id: string): object {
  const receivedTime = 1_795_000_003_500;
  return {
    venue: id,
    docs: 'https://docs.example.com',
    receivedTime,
    venueTime: receivedTime - 3_500,
    instruments: [],
    endpoints: [
      {
        endpoint: 'contracts',
        says: 'what is listed, in the documentation’s form with values of your own',
        query: {},
        request: { method: 'GET', url: 'https://api.example.com/contracts' },
        answer: [{ symbol: 'BTCUSDT' }],
        observations: [{ kind: 'instrument', venueSymbol: 'BTCUSDT' }],
      },
    ],
    faults: [
      {
        says: 'the venue’s own words for too many requests',
        status: 200,
        body: { code: 1, msg: 'too many requests' },
        expected: { kind: 'rate-limited', until: null },
      },
    ],
  };
}

function main([id]: readonly string[]): void {
  if (id === undefined) {
    console.error('Usage: npm run new:venue ID');
    process.exitCode = 1;
    return;
  }
  for (const file of newVenue(ROOT.replace(/\/$/, ''), id)) console.log(file);
  console.log('Now: npx vitest run -c test/vitest.config.ts test/core/venues');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main(process.argv.slice(2));
