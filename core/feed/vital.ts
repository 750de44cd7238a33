import type { Endpoint, Provision, Venue } from '../venues/venue.ts';

/** Without these the card has nothing to say; trouble with anything else is no label for the venue. */
const VITAL: readonly Provision[] = ['instrument', 'price', 'funding', 'open-interest', 'candles:perp'];

/** The kinds of an endpoint that a card cannot do without. */
export function vitalKinds({ provides }: Endpoint): Provision[] {
  return provides.filter((provision) => VITAL.includes(provision));
}

/** Whoever is asked for these has them; an answer without any is none. A series may well have no new row. */
const ALWAYS: readonly Provision[] = ['instrument', 'price', 'funding', 'open-interest'];

/** Kinds of an endpoint that every answer of it brings. */
export function promisedKinds({ provides }: Endpoint): Provision[] {
  return provides.filter((provision) => ALWAYS.includes(provision));
}

export function isVital(endpoint: Endpoint): boolean {
  return vitalKinds(endpoint).length > 0;
}

/** Hosts whose limits and bans silence the venue. */
export function vitalHosts(venue: Venue): string[] {
  const hosts = venue.endpoints.filter(isVital).map(({ limit }) => venue.limits[limit]?.host);
  return [...new Set(hosts)].filter((host) => host !== undefined);
}
