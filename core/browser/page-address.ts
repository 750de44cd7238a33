import { pathParts } from '../venues/page-path.ts';
import { venueById } from '../venues/registry.ts';

/**
 * The address of an instrument's own trading page, made after the venue's own example whose symbol ends most
 * alike, on its first host and in no particular language. Null for a venue without pages, or when no page made
 * so would be read back as this instrument.
 */
export function pageAddress(venueId: string, venueSymbol: string): string | null {
  const pages = venueById(venueId)?.pages;
  const [host] = pages?.hosts ?? [];
  if (pages === undefined || host === undefined) return null;
  const candidates = pages.testUrls.flatMap(([url, target]) => {
    const symbol = target?.page === 'perp' ? target.venueSymbol : null;
    const parts = pathParts(new URL(url).pathname);
    const at = parts.findIndex((part) => part.toLowerCase() === symbol?.toLowerCase());
    if (symbol === null || at < 0) return [];
    const ours = parts[at] === symbol ? venueSymbol : venueSymbol.toLowerCase();
    const path = parts.with(at, ours).map(encodeURIComponent).join('/');
    return [{ address: new URL(`https://${host}/${path}`), alike: commonEnd(symbol, venueSymbol) }];
  });
  const best = candidates
    .sort((a, b) => b.alike - a.alike)
    .find(({ address }) => pages.parse(address)?.venueSymbol === venueSymbol);
  return best?.address.href ?? null;
}

function commonEnd(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a.at(-1 - length) === b.at(-1 - length)) length++;
  return length;
}
