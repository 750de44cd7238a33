import { type Http, HttpFailure } from '../feed/ports.ts';

/** Bytes of a body, refused as soon as they are too many. */
async function readCapped(response: Response, maxBytes: number): Promise<string> {
  const declared = Number(response.headers.get('content-length'));
  if (declared > maxBytes) throw new HttpFailure('too-large');
  if (response.body === null) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let received = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    received += value.byteLength;
    if (received > maxBytes) {
      await reader.cancel();
      throw new HttpFailure('too-large');
    }
    text += decoder.decode(value, { stream: true });
  }
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * The only place that asks the network. Nothing that names the user goes along, nothing is cached, and only
 * the venues' own addresses can be reached, redirects included.
 * @param origins e.g. `https://fapi.binance.com`
 */
export function createHttp(origins: ReadonlySet<string>): Http {
  return async ({ method, url, body }, { maxBytes, timeoutMs }) => {
    if (!origins.has(new URL(url).origin)) throw new HttpFailure('not-allowed');
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const response = await fetch(url, {
        method,
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        cache: 'no-store',
        redirect: 'follow',
        signal,
        ...(body !== undefined && {
          body: JSON.stringify(body),
          headers: { 'content-type': 'application/json' },
        }),
      });
      // `url` is empty in environments that do not report it.
      if (response.url !== '' && !origins.has(new URL(response.url).origin))
        throw new HttpFailure('not-allowed');
      const text = await readCapped(response, maxBytes);
      return {
        status: response.status,
        headers: new Map(response.headers),
        body: parseBody(text),
        receivedTime: Date.now(),
      };
    } catch (cause) {
      if (cause instanceof HttpFailure) throw cause;
      throw new HttpFailure(signal.aborted ? 'timeout' : 'network', { cause });
    }
  };
}
