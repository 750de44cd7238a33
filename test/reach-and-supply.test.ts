import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { venues } from '../core/venues/registry.ts';
import config from '../wxt.config.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Manifest {
  permissions: string[];
  host_permissions: string[];
  optional_host_permissions?: string[];
  content_security_policy: { extension_pages: string };
  content_scripts?: { matches?: string[]; exclude_globs?: string[] }[];
  web_accessible_resources?: unknown;
  externally_connectable?: unknown;
}

/** What the build writes, without building. */
function manifestFor(browser: 'chrome' | 'firefox'): Manifest {
  const { manifest, hooks } = config as unknown as {
    manifest: (env: object) => Manifest;
    hooks: Record<string, (wxt: null, manifest: Manifest) => void>;
  };
  const written = manifest({ command: 'build', browser, mode: 'production', manifestVersion: 3 });
  const whole: Manifest = {
    ...written,
    content_scripts: [{}],
    web_accessible_resources: [{ resources: ['x'] }],
  };
  hooks['build:manifestGenerated']?.(null, whole);
  return whole;
}

const httpsOf = (permission: 'install' | 'optional') =>
  venues
    .filter((venue) => venue.permission === permission)
    .flatMap((venue) => [...venue.origins, ...Object.values(venue.alternateOrigins ?? {})])
    .filter((origin) => origin.startsWith('https:'))
    .map((origin) => `${origin}/*`);

describe.each(['chrome', 'firefox'] as const)('reach in %s', (browser) => {
  const manifest = manifestFor(browser);

  it('asks for storage, alarms and notifications, and for nothing that reads other sites', () => {
    const allowed = ['storage', 'alarms', 'notifications', 'sidePanel', 'scripting'];
    expect(manifest.permissions).toEqual(expect.arrayContaining(allowed.slice(0, 3)));
    expect(manifest.permissions.filter((one) => !allowed.includes(one))).toEqual([]);
  });

  it('reaches at install only what the core venues need, others on request', () => {
    const core = new Set(httpsOf('install'));
    expect(manifest.host_permissions).toEqual(expect.arrayContaining([...core]));
    const others = new Set(httpsOf('optional').filter((origin) => !core.has(origin)));
    expect(manifest.host_permissions.filter((origin) => others.has(origin))).toEqual([]);
    for (const origin of manifest.optional_host_permissions ?? []) {
      expect(core.has(origin), origin).toBe(false);
      expect(origin).not.toMatch(/^(https?|\*):\/\/\*\/|<all_urls>/);
    }
  });

  it('lets its pages and its worker connect to the venues of the registry alone', () => {
    const policy = manifest.content_security_policy.extension_pages;
    const connect = /connect-src ([^;]+)/.exec(policy)?.[1]?.split(' ') ?? [];
    const known = venues.flatMap(({ origins, alternateOrigins }) => [
      ...origins,
      ...Object.values(alternateOrigins ?? {}),
    ]);
    expect(new Set(connect)).toEqual(new Set(["'self'", ...known]));
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe-|\*/);
  });

  it('can be found by no page: no accessible resource, no outside messages', () => {
    expect(manifest.web_accessible_resources).toBeUndefined();
    expect(manifest.externally_connectable).toBeUndefined();
  });

  it('keeps off pages of login, keys, deposits and withdrawals on every host it runs on', () => {
    const { matches = [], exclude_globs: globs = [] } = manifest.content_scripts?.[0] ?? {};
    expect(matches.length).toBeGreaterThan(0);
    for (const match of matches) {
      const host = match.replace(/\/\*$/, '');
      for (const path of ['login', 'en/login', 'api-management', 'en/my/settings/api-management']) {
        expect(
          globs.some((glob) => globMatches(glob, `${host}/${path}`)),
          `${host}/${path}`,
        ).toBe(true);
      }
      for (const path of ['withdraw', 'en/my/wallet/withdraw/crypto', 'assets/deposit', 'user/security']) {
        expect(
          globs.some((glob) => globMatches(glob, `${host}/${path}`)),
          `${host}/${path}`,
        ).toBe(true);
      }
    }
  });

  it('shuts out no trading page by that', () => {
    const { exclude_globs: globs = [] } = manifest.content_scripts?.[0] ?? {};
    const pages = venues.flatMap(({ pages: { testUrls } }) =>
      testUrls.flatMap(([url, target]) => (target === null ? [] : [url])),
    );
    expect(pages.filter((url) => globs.some((glob) => globMatches(glob, url)))).toEqual([]);
  });
});

function globMatches(glob: string, url: string): boolean {
  const parts = glob.split('*').map((part) => part.replace(/[.+^${}()|[\]\\?]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(url);
}

describe('supply', () => {
  const packages = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

  it('has six runtime dependencies at most, each pinned to one version', () => {
    expect(Object.keys(packages.dependencies).length).toBeLessThanOrEqual(6);
    const versions = Object.values({ ...packages.dependencies, ...packages.devDependencies });
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(String(version)))).toEqual([]);
  });

  interface Locked {
    readonly integrity?: string;
    readonly optional?: boolean;
    readonly dev?: boolean;
    readonly hasInstallScript?: boolean;
  }
  const lock = JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8'));
  const locked = Object.entries<Locked>(lock.packages).filter(([path]) => path !== '');

  it('has a lock file with the checksum of every package but other platforms’ tools', () => {
    const unsealed = locked.filter(([, { integrity, optional, dev }]) => !integrity && !(optional && dev));
    expect(unsealed.map(([path]) => path)).toEqual([]);
  });

  it('ships nothing that runs a script when it is installed', () => {
    const shipped = locked.filter(([, { dev }]) => !dev);
    expect(shipped.length).toBeGreaterThan(0);
    expect(shipped.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual([]);
  });

  const sources = ['core', 'components', 'entrypoints'].flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => ({ file: `${folder}/${file}`, text: readFileSync(`${root}${folder}/${file}`, 'utf8') })),
  );
  const using = (construct: RegExp) =>
    sources.filter(({ text }) => construct.test(text)).map(({ file }) => file);

  it.each([
    ['markup from text', /\b(inner|outer)HTML\b|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write/],
    ['code from text', /\beval\(|new Function\(|setTimeout\(['"`]|importScripts\(/],
    ['messages to or from anyone', /postMessage\([^)]*['"]\*['"]|onMessageExternal|onConnectExternal/],
    ['other ways out', /XMLHttpRequest|sendBeacon|EventSource\(|RTCPeerConnection|document\.cookie/],
  ])('has none of: %s', (_name, construct) => {
    expect(using(construct)).toEqual([]);
  });

  it('asks the network in one file and opens sockets in one', () => {
    expect(using(/\bnew WebSocket\(/)).toEqual(['core/browser/socket.ts']);
    // Its own texts come from its own package.
    const asking = sources.filter(({ text }) =>
      /(?<![\w.])fetch\((?!`\$\{browser\.runtime\.getURL)/.test(text),
    );
    expect(asking.map(({ file }) => file)).toEqual(['core/browser/http.ts']);
  });
});
