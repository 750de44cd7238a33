import type { VenueRequest } from '../../../core/venues/venue.ts';
import type { World } from '../world.ts';
import type { VenueWire, WireAnswer } from './wire.ts';

/** Sends an adapter's request through a wire without a network, as JSON text both ways. */
export function askWire(wire: VenueWire, request: VenueRequest, world: World): WireAnswer {
  const url = new URL(request.url);
  const answer = wire.answer(
    {
      host: url.hostname,
      path: url.pathname,
      query: new Map(url.searchParams),
      method: request.method,
      body: request.body === undefined ? undefined : JSON.parse(JSON.stringify(request.body)),
    },
    world,
  );
  return { ...answer, body: JSON.parse(JSON.stringify(answer.body)) };
}
