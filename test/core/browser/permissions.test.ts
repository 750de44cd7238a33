import { describe, expect, it } from 'vitest';
import { askedVenue, watchPermissions } from '../../../core/browser/permissions.ts';
import { aVenue, settled } from '../feed/fakes.ts';

const installed = aVenue({
  id: 'installed',
  origins: ['https://api.installed.test', 'wss://ws.installed.test'],
});
const optional = aVenue({
  id: 'optional',
  permission: 'optional',
  origins: ['https://api.optional.test'],
  alternateOrigins: { 'https://api.optional.test': 'https://mirror.optional.test' },
});

function createFakePermissions(granted: Iterable<string>) {
  const held = new Set(granted);
  const listeners = { added: [] as (() => void)[], removed: [] as (() => void)[] };
  const tell = async (event: keyof typeof listeners) => {
    for (const listener of listeners[event]) listener();
    await settled();
  };
  return {
    api: {
      contains: async ({ origins }: { origins: string[] }) => origins.every((origin) => held.has(origin)),
      onAdded: { addListener: (listener: () => void) => listeners.added.push(listener) },
      onRemoved: { addListener: (listener: () => void) => listeners.removed.push(listener) },
    },
    async add(...origins: string[]) {
      for (const origin of origins) held.add(origin);
      await tell('added');
    },
    async remove(...origins: string[]) {
      for (const origin of origins) held.delete(origin);
      await tell('removed');
    },
  };
}

const BOTH = ['https://api.optional.test/*', 'https://mirror.optional.test/*'];
const INSTALLED = 'https://api.installed.test/*';

describe('permissions of venues', () => {
  it('counts an optional venue as not allowed before the browser has answered', async () => {
    const { api } = createFakePermissions([INSTALLED, ...BOTH]);
    const permissions = watchPermissions(api, [installed, optional].map(askedVenue), () => {});
    expect([permissions.has(installed), permissions.has(optional)]).toEqual([true, false]);
    await permissions.ready;
    expect(permissions.has(optional)).toBe(true);
  });

  it('needs every address a venue may be asked at, its stand-in included', async () => {
    const { api } = createFakePermissions([INSTALLED, BOTH[0]!]);
    const permissions = watchPermissions(api, [installed, optional].map(askedVenue), () => {});
    await permissions.ready;
    expect(permissions.has(optional)).toBe(false);
  });

  it('follows what is granted and taken back, and tells each time', async () => {
    const browser = createFakePermissions([INSTALLED]);
    let told = 0;
    const permissions = watchPermissions(browser.api, [installed, optional].map(askedVenue), () => told++);
    await permissions.ready;
    await browser.add(...BOTH);
    expect([permissions.has(optional), told]).toEqual([true, 1]);
    await browser.remove(...BOTH);
    expect([permissions.has(optional), told]).toEqual([false, 2]);
    await browser.remove(INSTALLED);
    expect(permissions.has(installed)).toBe(false);
  });

  it('takes a browser that cannot say for a no', async () => {
    const { api } = createFakePermissions([]);
    const permissions = watchPermissions(
      { ...api, contains: () => Promise.reject(new Error('shutting down')) },
      [askedVenue(optional)],
      () => {},
    );
    await permissions.ready;
    expect(permissions.has(optional)).toBe(false);
  });
});
