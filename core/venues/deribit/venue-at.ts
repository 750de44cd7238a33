import { SECOND } from '../../domain/time.ts';
import type { Venue } from '../venue.ts';
import { instruments } from './contracts.ts';
import { deribitFault } from './fault.ts';
import { gatewayAt } from './gateway.ts';
import { candles, fundingHistory, spotCandles } from './history.ts';
import { orderBook, spotTicker, tickerEndpoint } from './market.ts';
import { streamAt } from './stream.ts';

interface Place {
  readonly id: string;
  readonly host: string;
  /** Where market data streams without an account. */
  readonly socketHost: string;
}

/**
 * What Deribit and Coinbase's gateway to it have in common. Published: 20 requests a second with a hundred at
 * once; the list of instruments costs twenty times as much.
 * https://support.deribit.com/hc/en-us/articles/25944617523357-Rate-Limits
 */
export function venueAt({ id, host, socketHost }: Place): Omit<Venue, 'name' | 'product' | 'pages'> {
  const origin = `https://${host}`;
  const socketOrigin = `wss://${socketHost}`;
  const gateway = gatewayAt(id, origin);
  return {
    id,
    permission: 'optional',
    origins: [origin, socketOrigin],
    limits: {
      requests: { host, capacity: 100, windowMs: 5 * SECOND },
      instruments: { host, capacity: 50, windowMs: 50 * SECOND },
    },
    /** Premiums within ±0.025 % cost nothing and beyond only what exceeds it: there is no interest part. */
    anchorHourly: 0,
    marginModel: 'tiered',
    tiersFrom: 'bybit-linear',
    endpoints: [
      instruments(gateway),
      tickerEndpoint(gateway),
      orderBook(gateway),
      candles(gateway),
      fundingHistory(gateway),
      spotCandles(gateway),
      spotTicker(gateway),
    ],
    stream: streamAt(id, `${socketOrigin}/ws/api/v2`),
    fault: deribitFault,
  };
}
