import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newVenue } from './new-venue.ts';

const REGISTRY = `import type { VenueId } from '../domain/instrument.ts';
import { alpha } from './alpha.ts';
import { gamma } from './gamma.ts';
import type { Venue } from './venue.ts';

export const venues: readonly Venue[] = [
  gamma,
  alpha,
];
`;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'venue-'));
  for (const folder of ['core/venues', 'test/fixtures']) mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, 'core/venues/registry.ts'), REGISTRY);
});
afterEach(() => rmSync(root, { recursive: true }));

const read = (file: string) => readFileSync(join(root, file), 'utf8');

describe('npm run new:venue', () => {
  it('writes the venue, its fixture and its lines in the registry', () => {
    expect(newVenue(root, 'beta-swap')).toEqual([
      'core/venues/beta-swap.ts',
      'test/fixtures/beta-swap.json',
      'core/venues/registry.ts',
    ]);
    expect(read('core/venues/beta-swap.ts')).toContain('export const betaSwap: Venue');
    expect(JSON.parse(read('test/fixtures/beta-swap.json')).venue).toBe('beta-swap');
    const registry = read('core/venues/registry.ts');
    expect(registry).toContain(
      "import { alpha } from './alpha.ts';\nimport { betaSwap } from './beta-swap.ts';\nimport { gamma }",
    );
    expect(registry).toContain('  gamma,\n  alpha,\n  betaSwap,\n];');
  });

  it('leaves what is there alone', () => {
    newVenue(root, 'beta');
    expect(() => newVenue(root, 'beta')).toThrow('there already');
    expect(() => newVenue(root, '../beta')).toThrow('kebab-case');
  });
});
