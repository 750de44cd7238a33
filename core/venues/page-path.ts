/** `en`, `zh-CN`, `zh-hans`, `en-eu`, `pt-BR`, `zh-TC`: two letters, optionally a region or script. */
const LOCALE = /^[a-z]{2}(-[a-z]{2,4})?$/i;

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
