import type { BarInterval, Ms } from '../../domain/time.ts';
import { INTERVAL_MS } from '../../domain/time.ts';
import { endpointsFor } from '../endpoint.ts';
import { rowLimit } from '../rows.ts';
import type { Query } from '../venue.ts';
import { gateFault } from './fault.ts';

export const ID = 'gate';
export const ORIGIN = 'https://api.gateio.ws';
export const FUTURES = `${ORIGIN}/api/v4/futures/usdt`;
export const SPOT = `${ORIGIN}/api/v4/spot`;
export const DOCS = 'https://www.gate.com/docs/developers/apiv4/en/';

export const { forVenue, forInstrument } = endpointsFor(ID, gateFault);

export const intervalOf = (query: Query): BarInterval => query.interval ?? '5m';

export const seconds = (time: Ms | undefined) => (time === undefined ? undefined : Math.floor(time / 1_000));

/** Bars are asked for by `from` and `to` or by `limit`; both together are refused. */
export function barRange(query: Query, maxRows: number) {
  const { since, until } = query;
  const rows = rowLimit(query, maxRows);
  if (since === undefined && until === undefined) return { limit: rows };
  const span = (rows - 1) * INTERVAL_MS[intervalOf(query)];
  return { from: seconds(since ?? (until ?? 0) - span), to: seconds(until) };
}
