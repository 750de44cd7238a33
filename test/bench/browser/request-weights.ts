import { venues } from '../../../core/venues/registry.ts';
import type { Endpoint, Query, RateLimit, Venue } from '../../../core/venues/venue.ts';
import type { LogEntry } from '../../market/wire/server.ts';
import type { World } from '../../market/world.ts';

/** One request as the venue counts it. */
export interface Weighed {
  /** Machine clock. */
  readonly time: number;
  readonly venue: string;
  /** Limits of one pool are one budget. */
  readonly pool: string;
  readonly limit: RateLimit;
  readonly weight: number;
}

/** What the server saw, in each venue's own units; found by address, not by what the product says of itself. */
export function weigh(log: readonly LogEntry[], world: World): Weighed[] {
  return log.flatMap((entry) => {
    if (entry.kind !== 'rest') return [];
    const found = endpointOf(entry, world);
    if (found === null) throw new Error(`No endpoint asks for ${entry.host}${entry.path}`);
    const { venue, endpoint } = found;
    const limit = venue.limits[endpoint.limit]!;
    const asked = new URL(`https://${entry.host}${entry.path}`).searchParams.get('limit');
    const query: Query = asked === null ? {} : { limit: Number(asked) };
    const pool = limit.pool ?? `${venue.id}/${endpoint.limit}`;
    return [{ time: entry.time, venue: venue.id, pool, limit, weight: endpoint.weight(query) }];
  });
}

function endpointOf(entry: LogEntry, world: World): { venue: Venue; endpoint: Endpoint } | null {
  const path = entry.path.split('?')[0];
  for (const venue of venues) {
    const listed = world.markets.filter((market) => market.venue === venue.id);
    for (const endpoint of venue.endpoints) {
      for (const { instrument } of listed) {
        const { url, body } = endpoint.request({ instrument, interval: '1h' });
        const { hostname, pathname } = new URL(url);
        const kind = (body as { type?: string } | undefined)?.type;
        if (hostname === entry.host && pathname === path && kind === entry.asked) return { venue, endpoint };
      }
    }
  }
  return null;
}

/** Largest share of a limit that any of its windows held, by venue; windows begin with each request. */
export function largestShares(requests: readonly Weighed[]): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  for (const first of requests) {
    const { pool, limit, venue } = first;
    const within = requests.filter(
      (each) => each.pool === pool && each.time >= first.time && each.time < first.time + limit.windowMs,
    );
    const units = within.reduce((sum, { weight }) => sum + weight, 0);
    shares.set(venue, Math.max(shares.get(venue) ?? 0, units / limit.capacity));
  }
  return shares;
}
