import type { WireAnswer } from '../wire/wire.ts';

/** Where the commuting tab rests: the same site, no trading page. */
export const REST_PATH = '/en/markets';

/**
 * A tab that goes back and forth by itself between a trading page and a page without a pair, so that a browser
 * nobody drives lets its extension fall idle again and again. `?stay=4&away=36`: seconds on each.
 */
export function commuterPage(url: URL): WireAnswer {
  const stay = Number(url.searchParams.get('stay') ?? 4);
  const away = Number(url.searchParams.get('away') ?? 36);
  const pair = url.searchParams.get('pair') ?? url.pathname;
  const resting = url.pathname === REST_PATH;
  const next = new URL(resting ? pair : REST_PATH, url);
  for (const [name, value] of Object.entries({ 'stand-in': 'commuter', stay, away, pair })) {
    next.searchParams.set(name, String(value));
  }
  const seconds = resting ? away : stay;
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Commuter stand-in</title><link rel="icon" href="data:,"></head>
<body><h1>${resting ? 'Away' : 'Trading'}</h1><script>setTimeout(()=>{location.href=${JSON.stringify(next.href)}},${Number(seconds) * 1_000})</script></body></html>`;
  return { status: 200, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body };
}
