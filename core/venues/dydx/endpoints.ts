import type { BarInterval } from '../../domain/time.ts';
import { endpointsFor } from '../endpoint.ts';
import type { Query } from '../venue.ts';
import { dydxFault } from './fault.ts';

export const ID = 'dydx';
export const ORIGIN = 'https://indexer.dydx.trade';
export const SOCKET = 'wss://indexer.dydx.trade/v4/ws';
export const API = `${ORIGIN}/v4`;
export const DOCS = 'https://docs.dydx.xyz/indexer-client';

export const { forVenue, forInstrument } = endpointsFor(ID, dydxFault);

export const RESOLUTION: Readonly<Record<BarInterval, string>> = { '5m': '5MINS', '1h': '1HOUR' };
export const intervalOf = (query: Query): BarInterval => query.interval ?? '5m';

export function isoTime(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}

/** Tickers of permissionless markets hold commas and an address: `BUFFI,uniswap_v3,0x4c1b…-USD`. */
export const tickerPath = (ticker: string) => encodeURIComponent(ticker);
