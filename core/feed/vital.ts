import type { Endpoint, Provision, Venue } from '../venues/venue.ts';

/** Without these the card has nothing to say; trouble with anything else is no label for the venue. */
const VITAL: readonly Provision[] = ['instrument', 'price', 'funding', 'open-interest', 'candles:perp'];

export function isVital(endpoint: Endpoint): boolean {
  return endpoint.provides.some((provision) => VITAL.includes(provision));
}

/** Hosts whose limits and bans silence the venue. */
export function vitalHosts(venue: Venue): string[] {
  const hosts = venue.endpoints.filter(isVital).map(({ limit }) => venue.limits[limit]?.host);
  return [...new Set(hosts)].filter((host) => host !== undefined);
}
