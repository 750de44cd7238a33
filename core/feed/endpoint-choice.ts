import type { Endpoint, Provision, Query, Venue } from '../venues/venue.ts';
import { heaviest } from './budget.ts';

/** Kinds an endpoint may bring along for free. */
const breadth = (endpoint: Endpoint) => endpoint.provides.length;

/**
 * Lists of every contract are 300 kB to 1.4 MB where one contract's answer is 1 or 2: for a few pairs each is asked
 * about on its own, from this many on all at once.
 */
const CROWD = 8;

/**
 * The venue's cheapest way to a kind for so many pairs: one instrument's answer before everyone's (a crowd: the other
 * way round), then the lightest, then the one that brings most along. Null when the venue does not publish it.
 */
export function endpointFor(venue: Venue, provision: Provision, pairs = 1): Endpoint | null {
  const candidates = venue.endpoints.filter((endpoint) => endpoint.provides.includes(provision));
  const preferred = (endpoint: Endpoint) =>
    pairs >= CROWD
      ? endpoint.scope === 'venue' && isAffordable(venue, endpoint)
      : endpoint.scope === 'instrument';
  const scope = (endpoint: Endpoint) => (preferred(endpoint) ? 0 : 1);
  return (
    candidates.sort(
      (a, b) => scope(a) - scope(b) || a.weight({}) - b.weight({}) || breadth(b) - breadth(a),
    )[0] ?? null
  );
}

function isAffordable(venue: Venue, endpoint: Endpoint): boolean {
  const limit = venue.limits[endpoint.limit];
  return limit !== undefined && endpoint.weight({}) <= heaviest(limit);
}

/** Half of what a window admits: two kinds of request must be able to share it. */
const LIGHT = 0.5;

/**
 * Rows to ask for: enough for `wanted`, as many more as cost the same, and never so many that one request
 * would fill the venue's whole window.
 */
export function rowsToAsk(venue: Venue, endpoint: Endpoint, query: Query, wanted: number): number {
  const { maxRows = wanted } = endpoint;
  const limit = venue.limits[endpoint.limit];
  let rows = Math.max(1, Math.min(wanted, maxRows));
  const weigh = (count: number) => endpoint.weight({ ...query, limit: count });
  if (limit !== undefined) {
    const most = heaviest(limit) * LIGHT;
    while (rows > 1 && weigh(rows) > Math.max(1, most)) rows = Math.floor(rows * 0.8);
  }
  return weigh(maxRows) === weigh(rows) ? maxRows : rows;
}
