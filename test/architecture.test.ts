import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { violations } from './tools/import-rules.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = ['core', 'components', 'entrypoints'].flatMap((folder) =>
  readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => `${folder}/${file}`),
);

describe('who may import whom', () => {
  it('holds for every source file', () => {
    expect(sources.length).toBeGreaterThan(20);
    expect(sources.flatMap((path) => violations(path, readFileSync(`${root}/${path}`, 'utf8')))).toEqual([]);
  });

  it.each([
    ['core/domain/a.ts', "import { b } from '../analytics/b.ts';"],
    ['core/analytics/a.ts', "import { z } from 'zod/mini';"],
    ['core/analytics/a.ts', "import { seed } from '../../test/market/world.ts';"],
    ['core/venues/a.ts', "import * as z from 'zod';"],
    ['core/feed/a.ts', "import { http } from '../browser/http.ts';"],
    ['core/feed/a.ts', "import { PORT } from '../messages/protocol.ts';"],
    ['core/stores/a.ts', "import { create } from 'zustand';"],
    ['core/browser/a.ts', "export { b } from '../analytics/b.ts';"],
    ['components/a.tsx', "import {\n  venues,\n} from '../core/venues/registry.ts';"],
    ['components/a.tsx', "const b = await import('../entrypoints/background.ts');"],
    ['components/a.tsx', "import '../core/feed/engine.ts';"],
  ])('catches a planted violation in %s', (path, source) => {
    expect(violations(path, source)).toHaveLength(1);
  });

  it.each([
    ['core/analytics/a.ts', "import { HOUR } from '../domain/time.ts';"],
    ['core/browser/a.ts', "import { openDB } from 'idb';"],
    ['components/overlay/a.tsx', "import type { OverlayView } from '../../core/messages/protocol.ts';"],
    ['entrypoints/popup/main.tsx', "import { render } from 'preact';"],
  ])('lets an allowed import of %s pass', (path, source) => {
    expect(violations(path, source)).toEqual([]);
  });
});

describe('banned constructs', () => {
  it.each([
    ['innerHTML assignment', /\.innerHTML\s*=/],
    ['dangerouslySetInnerHTML', /dangerouslySetInnerHTML/],
    ['eval', /\beval\(/],
    ['new Function', /new Function\(/],
    [
      'postMessage to or from a page',
      /window\.postMessage|(?<!socket\.)addEventListener\(\s*['"]message['"]/,
    ],
    ['rem units', /\d(?:\.\d+)?rem\b/],
  ])('%s appears nowhere in our source', (_name, pattern) => {
    expect(sources.filter((path) => pattern.test(readFileSync(`${root}/${path}`, 'utf8')))).toEqual([]);
  });
});
