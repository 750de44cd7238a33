import { dirname, join, normalize } from 'node:path/posix';

/** One layer: the folders it may reach (besides itself) and the packages it may use. */
interface Layer {
  readonly folder: string;
  readonly may: readonly string[];
  readonly packages: readonly string[];
  /** Folders it may name in `import type` only. */
  readonly mayType?: readonly string[];
}

/** Who may import whom; the most specific folder wins. */
export const LAYERS: readonly Layer[] = [
  { folder: 'core/domain', may: [], packages: [] },
  { folder: 'core/analytics', may: ['core/domain'], packages: [] },
  { folder: 'core/venues', may: ['core/domain'], packages: ['zod/mini'] },
  { folder: 'core/settings', may: ['core/domain', 'core/venues'], packages: ['zod/mini'] },
  { folder: 'core/messages', may: ['core/domain', 'core/settings'], packages: ['zod/mini'] },
  {
    folder: 'core/feed',
    may: ['core/domain', 'core/venues', 'core/analytics', 'core/settings'],
    packages: [],
    mayType: ['core/messages'],
  },
  {
    folder: 'core/stores',
    may: ['core/domain', 'core/messages', 'core/settings'],
    packages: ['zustand/vanilla'],
  },
  {
    folder: 'core/browser',
    may: ['core/domain', 'core/venues', 'core/feed', 'core/messages', 'core/settings'],
    packages: ['wxt', 'idb', 'zod/mini'],
  },
  {
    folder: 'components/sidepanel',
    may: ['components', 'core/domain', 'core/stores', 'core/settings'],
    packages: ['preact', 'lightweight-charts'],
    mayType: ['core/messages', 'public/_locales'],
  },
  {
    folder: 'components',
    may: ['core/domain', 'core/stores', 'core/settings'],
    packages: ['preact'],
    mayType: ['core/messages', 'public/_locales'],
  },
  { folder: 'entrypoints', may: ['core', 'components'], packages: ['wxt', 'preact'] },
];

const IMPORT =
  /^\s*(import|export)(\s+type)?\s[^'"]*?from\s+['"]([^'"]+)['"]|^\s*import\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;

interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

function importsOf(source: string): Import[] {
  return [...source.matchAll(IMPORT)].map((match) => ({
    specifier: match[3] ?? match[4] ?? match[5] ?? '',
    typeOnly: match[2] !== undefined,
  }));
}

function inside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** Sentences naming each import of `path` that the table forbids. */
export function violations(path: string, source: string): string[] {
  const layer = LAYERS.find(({ folder }) => inside(path, folder));
  if (layer === undefined) return [];
  return importsOf(source).flatMap(({ specifier, typeOnly }) => {
    if (!specifier.startsWith('.')) {
      const allowed = layer.packages.some((name) => inside(specifier, name));
      return allowed ? [] : [`${path}: package ${specifier} is not for ${layer.folder}`];
    }
    const target = normalize(join(dirname(path), specifier));
    const reachable = [layer.folder, ...layer.may, ...(typeOnly ? (layer.mayType ?? []) : [])];
    return reachable.some((folder) => inside(target, folder)) ? [] : [`${path}: may not import ${target}`];
  });
}
