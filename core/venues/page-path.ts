import type { PageTarget } from './venue.ts';

/** `en`, `zh-CN`, `zh-hans`, `en-eu`, `pt-BR`, `zh-TC`: two letters, optionally a region or script. */
const LOCALE = /^[a-z]{2}(-[a-z]{2,4})?$/i;

/** A coin's name: letters and digits of any script. */
const NAME = /^[\p{L}\p{N}]{1,30}$/u;

/** A page longer than this is no trading page. */
const LONGEST_PATH = 200;

/**
 * The parts of a page's path without its locale: `/en/futures/BTCUSDT/` → `['futures', 'BTCUSDT']`.
 * `%3A` and the like are decoded; a path that cannot be decoded has no parts.
 */
export function pathParts(pathname: string): string[] {
  if (pathname.length > LONGEST_PATH) return [];
  let parts: string[];
  try {
    parts = pathname
      .split('/')
      .filter((part) => part !== '')
      .map(decodeURIComponent);
  } catch {
    return [];
  }
  return parts[0] !== undefined && LOCALE.test(parts[0]) ? parts.slice(1) : parts;
}

/** Source of the optional leading locale, for `tradingPath` expressions: `^/en-eu/…`. */
export const LOCALE_PATTERN = '(?:/[A-Za-z]{2}(?:-[A-Za-z]{2,4})?)?';

/**
 * `BTC_USDT` by its separator, `BTCUSDT` by a known quote (list longer names before the ones they end in).
 * Null when neither gives two names.
 */
export function splitPair(
  symbol: string,
  separator: string,
  quotes: readonly string[],
): { readonly base: string; readonly quote: string } | null {
  const parts = symbol.split(separator);
  if (parts.length > 2) return null;
  const quote = parts[1] ?? quotes.find((one) => symbol.endsWith(one));
  if (quote === undefined) return null;
  const base = parts.length === 2 ? parts[0] : symbol.slice(0, -quote.length);
  return base !== undefined && NAME.test(base) && NAME.test(quote) ? { base, quote } : null;
}

/** Manifest globs of paths on hosts, with and without a locale in front. */
export function pathGlobs(hosts: readonly string[], paths: readonly string[]): string[] {
  return hosts.flatMap((host) =>
    paths.flatMap((path) => [`https://${host}${path}`, `https://${host}/*${path}`]),
  );
}

/** A page of the contract that the API spells like this. */
export function perpPage(venueSymbol: string): PageTarget {
  return { page: 'perp', venueSymbol, base: null, quote: null };
}

/** A page of the coin itself. */
export function spotPage(base: string, quote: string): PageTarget {
  return { page: 'spot', venueSymbol: null, base, quote };
}
