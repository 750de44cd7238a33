import { afterEach, describe, expect, it, vi } from 'vitest';
import { createHttp } from '../../../core/browser/http.ts';

const http = createHttp(new Set(['https://fapi.binance.com']));
const limits = { maxBytes: 100, timeoutMs: 50 };
const get = (url: string) => http({ method: 'GET', url }, limits);

/** Answers every request with this; returns what was asked. */
function answer(reply: (init: RequestInit) => Response | Promise<Response>) {
  const asked: { url: string; init: RequestInit }[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push({ url, init });
    return reply(init);
  });
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

describe('http', () => {
  it('tells nobody who asks', async () => {
    const asked = answer(() => Response.json({ ok: 1 }));
    await get('https://fapi.binance.com/x');
    expect(asked[0]!.init).toMatchObject({
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
    });
  });

  it.each([
    'https://evil.test/',
    'http://fapi.binance.com/',
    'https://fapi.binance.com.evil.test/',
    'https://fapi.binance.com@evil.test/',
    'https://fapi.binance.com:8443/',
  ])('never asks %s', async (url) => {
    const asked = answer(() => Response.json(1));
    await expect(get(url)).rejects.toMatchObject({ reason: 'not-allowed' });
    expect(asked).toEqual([]);
  });

  it('does not take an answer from where it was redirected to', async () => {
    answer(() => Object.defineProperty(Response.json(1), 'url', { value: 'https://portal.test/login' }));
    await expect(get('https://fapi.binance.com/')).rejects.toMatchObject({ reason: 'not-allowed' });
  });

  it('gives JSON as data, anything else as text, headers in lower case', async () => {
    answer(() => Response.json({ a: 1 }, { status: 418, headers: { 'Retry-After': '7' } }));
    const json = await get('https://fapi.binance.com/');
    expect([json.status, json.body, json.headers.get('retry-after')]).toEqual([418, { a: 1 }, '7']);
    answer(() => new Response('<html>'));
    expect((await get('https://fapi.binance.com/')).body).toBe('<html>');
  });

  it('posts a body as JSON', async () => {
    const asked = answer(() => Response.json(1));
    await http({ method: 'POST', url: 'https://fapi.binance.com/', body: { type: 'meta' } }, limits);
    expect(asked[0]!.init).toMatchObject({ method: 'POST', body: '{"type":"meta"}' });
  });

  it('stops reading an answer that is too long, declared or not', async () => {
    answer(() => new Response('x'.repeat(101)));
    await expect(get('https://fapi.binance.com/')).rejects.toMatchObject({ reason: 'too-large' });
    let pulled = 0;
    const endless = new ReadableStream({
      pull(controller) {
        pulled++;
        controller.enqueue(new TextEncoder().encode('x'.repeat(60)));
      },
    });
    answer(() => new Response(endless));
    await expect(get('https://fapi.binance.com/')).rejects.toMatchObject({ reason: 'too-large' });
    expect(pulled).toBeLessThan(6);
  });

  it('gives up on a silent host', async () => {
    answer(
      ({ signal }) =>
        new Promise((_resolve, reject) => {
          signal!.addEventListener('abort', () => reject(signal!.reason));
        }),
    );
    await expect(get('https://fapi.binance.com/')).rejects.toMatchObject({ reason: 'timeout' });
  });

  it('names a broken connection', async () => {
    answer(() => Promise.reject(new TypeError('Failed to fetch')));
    await expect(get('https://fapi.binance.com/')).rejects.toMatchObject({ reason: 'network' });
  });
});
