import { beforeEach, describe, expect, it } from 'vitest';
import { createPageScripts, type PageScript } from '../../../core/browser/page-scripts.ts';
import { aVenue } from '../feed/fakes.ts';

function site(id: string, permission: 'install' | 'optional', hosts = [`www.${id}.test`]) {
  const { pages } = aVenue();
  return aVenue({
    id,
    permission,
    pages: { ...pages, hosts, excludeGlobs: hosts.map((host) => `https://${host}/login*`) },
  });
}

let registered: Map<string, PageScript>;
let calls: string[];
let allowed: Set<string>;
let files: string[];

beforeEach(() => {
  registered = new Map();
  calls = [];
  allowed = new Set();
  files = ['content-scripts/overlay.js'];
});

function createScripts(
  sites = [site('home', 'install'), site('gate', 'optional'), site('none', 'optional', [])],
) {
  const put = (scripts: PageScript[]) => {
    for (const script of scripts) registered.set(script.id, script);
  };
  return createPageScripts({
    sites,
    files,
    mayRun: async (matches) => matches.every((pattern) => allowed.has(pattern)),
    scripting: {
      getRegisteredContentScripts: async () => [...registered.values()],
      async registerContentScripts(scripts) {
        calls.push('register');
        for (const { id } of scripts) if (registered.has(id)) throw new Error(`Duplicate script ID '${id}'`);
        put(scripts);
      },
      async updateContentScripts(scripts) {
        calls.push('update');
        put(scripts);
      },
      async unregisterContentScripts({ ids }) {
        calls.push('unregister');
        for (const id of ids) registered.delete(id);
      },
    },
  });
}

const GATE = 'https://www.gate.test/*';

describe('scripts on the pages of optional venues', () => {
  it('are not there while the venue is not allowed', async () => {
    await createScripts().sync();
    expect(calls).toEqual([]);
  });

  it('come with the permission, off the pages a venue excludes', async () => {
    allowed.add(GATE);
    await createScripts().sync();
    expect([...registered.values()]).toEqual([
      {
        id: 'pages-gate',
        js: files,
        matches: [GATE],
        excludeMatches: [
          'https://www.gate.test/login*',
          ...['login', 'signin', 'withdraw', 'deposit', 'api-management', 'security'].map(
            (word) => `https://www.gate.test/*${word}*`,
          ),
        ],
        runAt: 'document_end',
        allFrames: false,
        persistAcrossSessions: true,
      },
    ]);
  });

  it('are left as they are at each later start', async () => {
    allowed.add(GATE);
    await createScripts().sync();
    await createScripts().sync();
    await createScripts().sync();
    expect(calls).toEqual(['register']);
  });

  it('are one registration however often they are asked for at once', async () => {
    allowed.add(GATE);
    const scripts = createScripts();
    await Promise.all([scripts.sync(), scripts.sync(), scripts.sync()]);
    expect(calls).toEqual(['register']);
  });

  it('follow an update that brings other files', async () => {
    allowed.add(GATE);
    await createScripts().sync();
    files = ['content-scripts/overlay-2.js'];
    await createScripts().sync();
    expect(calls).toEqual(['register', 'update']);
    expect(registered.get('pages-gate')?.js).toEqual(files);
  });

  it('go with the permission, and leave the scripts of others alone', async () => {
    allowed.add(GATE);
    registered.set('someone-else', { ...registered.get('x')!, id: 'someone-else' });
    const scripts = createScripts();
    await scripts.sync();
    allowed.clear();
    await scripts.sync();
    expect([...registered.keys()]).toEqual(['someone-else']);
  });

  it('go when an update drops the venue', async () => {
    allowed.add(GATE);
    await createScripts().sync();
    await createScripts([site('home', 'install')]).sync();
    expect(registered.size).toBe(0);
  });

  it('try again after a browser that refused', async () => {
    allowed.add(GATE);
    registered.set('pages-gate', { id: 'pages-gate' } as PageScript);
    const scripts = createScripts();
    await scripts.sync();
    expect(registered.get('pages-gate')?.matches).toEqual([GATE]);
  });
});
