import type { Instrument, VenueId } from '../../domain/instrument.ts';
import { type BarInterval, INTERVAL_MS, type Ms } from '../../domain/time.ts';
import { endpointsFor } from '../endpoint.ts';
import { instrumentOf, rowLimit, timeRange } from '../rows.ts';
import type { Endpoint, Query } from '../venue.ts';
import { hyperliquidFault } from './fault.ts';

export const DOCS = 'https://hyperliquid.gitbook.io/hyperliquid-docs/for-developers/api';
export const PERPETUALS_DOCS = `${DOCS}/info-endpoint/perpetuals`;

const INFO = 'https://api.hyperliquid.xyz/info';

/** The venue's own perpetuals, or those its builders deployed. */
export interface Line extends ReturnType<typeof endpointsFor> {
  readonly id: VenueId;
}

export function lineOf(id: VenueId): Line {
  return { id, ...endpointsFor(id, hyperliquidFault) };
}

/** Everything is asked of one address; what is wanted stands in the body. */
export const url = () => INFO;

/** The same endpoint, asked by POST. */
export function asking(endpoint: Endpoint, bodyFor: (query: Query) => unknown): Endpoint {
  const request = (query: Query) => ({ method: 'POST' as const, url: INFO, body: bodyFor(query) });
  return { ...endpoint, request };
}

/** The same endpoint about one coin, asked by POST. */
export function askingAbout(
  endpoint: Endpoint,
  bodyFor: (instrument: Instrument, query: Query) => unknown,
): Endpoint {
  return asking(endpoint, (query) => bodyFor(instrumentOf(query, 'hyperliquid', endpoint.id), query));
}

/** Start and end as the venue names them. */
export function range(query: Query, stepMs: Ms, maxRows: number) {
  const { since, until } = timeRange(query, stepMs, maxRows);
  return { startTime: since, endTime: until };
}

/** Rows a query can bring, for its weight. */
export function expectedRows(query: Query, stepMs: Ms, maxRows: number): number {
  const { since, until } = query;
  const spanned =
    since === undefined || until === undefined ? maxRows : Math.ceil((until - since) / stepMs) + 1;
  return Math.max(1, Math.min(spanned, rowLimit(query, maxRows)));
}

export const intervalOf = (query: Query): BarInterval => query.interval ?? '5m';
export const stepOf = (query: Query): Ms => INTERVAL_MS[intervalOf(query)];
