import type { Venue } from './venue.ts';

const isHttps = (origin: string) => origin.startsWith('https:');

/** Every https origin the background may ask, those that stand in for a blocked one included. */
export function askedOrigins({ origins, alternateOrigins = {} }: Venue): string[] {
  return [...new Set([...origins, ...Object.values(alternateOrigins)])].filter(isHttps);
}

/** Match patterns the browser must permit before the venue can be asked. */
export function apiPatterns(venue: Venue): string[] {
  return askedOrigins(venue).map((origin) => `${origin}/*`);
}

/** Match patterns of the venue's trading pages. */
export function pagePatterns({ pages }: { readonly pages: Pick<Venue['pages'], 'hosts'> }): string[] {
  return pages.hosts.map((host) => `https://${host}/*`);
}

/** What one grant covers: the venue's answers and the overlay on its pages. */
export function grantPatterns(venue: Venue): string[] {
  return [...new Set([...apiPatterns(venue), ...pagePatterns(venue)])];
}

/** What sites call their pages for money, keys and passwords, whatever each venue names besides. */
const SENSITIVE = ['login', 'signin', 'withdraw', 'deposit', 'api-management', 'security'];

/** Match patterns of pages the overlay never runs on, though their host has trading pages. */
export function excludedPatterns(site: {
  readonly pages: Pick<Venue['pages'], 'hosts' | 'excludeGlobs'>;
}): string[] {
  const named = pagePatterns(site).flatMap((page) =>
    SENSITIVE.map((word) => page.replace(/\*$/, `*${word}*`)),
  );
  return [...new Set([...site.pages.excludeGlobs, ...named])];
}
