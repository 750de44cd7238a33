import { describe, expect, it } from 'vitest';
import { MINUTE, type Ms } from '../../../core/domain/time.ts';
import { heaviest, SHARES } from '../../../core/feed/budget.ts';
import { TAILS, VIEWED } from '../../../core/feed/cadence.ts';
import { endpointFor, rowsToAsk } from '../../../core/feed/endpoint-choice.ts';
import { SERIES } from '../../../core/feed/series-kinds.ts';
import { venues } from '../../../core/venues/registry.ts';
import type { Endpoint, Provision, Venue } from '../../../core/venues/venue.ts';
import { anInstrument } from './fakes.ts';

/**
 * One answer with everything is most of a minute's share here: without its socket the budget stretches the periods,
 * which the engine's tests hold, and with it the rest has to fit.
 */
const RESTS_ON_SOCKET = new Set(['hyperliquid', 'hyperliquid-hip3']);
const STREAMED: readonly Provision[] = ['price', 'index', 'funding', 'open-interest'];

/** What a pair in sight is read from, no socket helping, with its weight and how often it is asked. */
function polled(venue: Venue): Map<string, { endpoint: Endpoint; weight: number; periodMs: Ms }> {
  const instrument = anInstrument({ venue: venue.id });
  const found = new Map<string, { endpoint: Endpoint; weight: number; periodMs: Ms }>();
  for (const [provision, periodMs] of Object.entries(VIEWED.visible) as [Provision, Ms][]) {
    const endpoint = endpointFor(venue, provision);
    if (endpoint === null) continue;
    const shortest = Math.min(periodMs, found.get(endpoint.id)?.periodMs ?? periodMs);
    found.set(endpoint.id, { endpoint, weight: endpoint.weight({ instrument }), periodMs: shortest });
  }
  for (const [series, { provision, interval }] of Object.entries(SERIES)) {
    const endpoint = provision === null ? null : endpointFor(venue, provision);
    if (endpoint === null || (interval !== null && endpoint.intervals?.includes(interval) === false))
      continue;
    const query = { instrument, ...(interval !== null && { interval }) };
    const weight = endpoint.weight({ ...query, limit: rowsToAsk(venue, endpoint, query, 3) });
    // Hours of candles follow from their five minutes; open interest from its live value, but for a row an hour.
    const periodMs = series === 'candles:perp:5m' ? TAILS.candles.visible : TAILS.hourly.visible;
    if (series === 'candles:perp:1h' || series === 'open-interest:5m') continue;
    found.set(`${endpoint.id} ${series}`, { endpoint, weight, periodMs });
  }
  return found;
}

function isStreamed({ provides }: Endpoint): boolean {
  return provides.includes('candles:perp') || provides.some((kind) => STREAMED.includes(kind));
}

describe.each(venues.map((venue) => [venue.id, venue] as const))('what %s costs', (_id, venue) => {
  it('keeps a pair in sight within the steady share of every limit', () => {
    const spent = new Map<string, number>();
    for (const { endpoint, weight, periodMs } of polled(venue).values()) {
      if (RESTS_ON_SOCKET.has(venue.id) && isStreamed(endpoint)) continue;
      spent.set(endpoint.limit, (spent.get(endpoint.limit) ?? 0) + (weight / periodMs) * MINUTE);
    }
    const over = [...spent].flatMap(([name, aMinute]) => {
      const limit = venue.limits[name];
      const share = limit === undefined ? 0 : (SHARES.poll * limit.capacity * MINUTE) / limit.windowMs;
      return aMinute > share ? [`${name}: ${aMinute.toFixed(1)} a minute of ${share.toFixed(1)}`] : [];
    });
    expect(over).toEqual([]);
  });

  it('asks for nothing that no window admits', () => {
    const never = [...polled(venue).values()].filter(({ endpoint, weight }) => {
      const limit = venue.limits[endpoint.limit];
      return limit === undefined || weight > heaviest(limit);
    });
    expect(never.map(({ endpoint }) => endpoint.id)).toEqual([]);
  });
});
