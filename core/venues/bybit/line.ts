import { SECOND } from '../../domain/time.ts';
import type { Venue } from '../venue.ts';
import { instrumentsInfo, riskLimit } from './contracts.ts';
import { type Line, ORIGIN } from './endpoints.ts';
import { bybitFault } from './fault.ts';
import { klines, premiumIndexKline, spotKline, spotTickers } from './klines.ts';
import { orderbook, tickers } from './market.ts';
import { pages } from './pages.ts';
import { accountRatio, fundingHistory, openInterestHistory } from './statistics.ts';
import { stream } from './stream.ts';

/** The second global host of the same API. */
const ALTERNATE = 'https://api.bytick.com';

/**
 * What the product lines share: all but which contracts they list and what these count.
 * Interest is 0.03 % a day (0 for some pairs, which no answer says). Every host and line counts against one
 * limit per address.
 */
export function bybitVenue(line: Line): Omit<Venue, 'name' | 'product'> {
  const { id } = line;
  return {
    id,
    permission: 'install',
    origins: [ORIGIN, ALTERNATE, 'wss://stream.bybit.com'],
    alternateOrigins: { [ORIGIN]: ALTERNATE },
    limits: {
      market: { host: 'api.bybit.com', capacity: 600, windowMs: 5 * SECOND, pool: 'bybit' },
    },
    anchorHourly: 0.0003 / 24,
    marginModel: 'tiered',
    endpoints: [
      instrumentsInfo,
      tickers,
      orderbook,
      klines,
      premiumIndexKline,
      fundingHistory,
      openInterestHistory,
      accountRatio,
      riskLimit,
      spotKline,
      spotTickers,
    ].map((endpointOf) => endpointOf(line)),
    stream: stream(line),
    pages: pages(line.category),
    fault: bybitFault,
  };
}
