import { SECOND } from '../domain/time.ts';
import { contract, contracts, riskLimitTiers } from './gate/contracts.ts';
import { ID, ORIGIN } from './gate/endpoints.ts';
import { gateFault } from './gate/fault.ts';
import { candlesticks, contractStats, fundingRate, premiumIndex, spotCandlesticks } from './gate/history.ts';
import { liquidations, orderBook, spotTicker, tickers } from './gate/market.ts';
import { pages } from './gate/pages.ts';
import { stream } from './gate/stream.ts';
import type { RateLimit, Venue } from './venue.ts';

/** Each endpoint is counted on its own, per address. */
const per10s: RateLimit = { host: 'api.gateio.ws', capacity: 200, windowMs: 10 * SECOND };

/**
 * Gate perpetuals settled in USDT, sized in contracts. Those settled in BTC (one contract) and USD1 have lists of
 * their own and are not asked for. Unconfirmed: how far the statistics reach back, the answer to a blocked region.
 */
export const gate: Venue = {
  id: ID,
  name: 'Gate',
  product: 'USDT perp',
  permission: 'optional',
  origins: [ORIGIN, 'wss://fx-ws.gateio.ws'],
  limits: {
    contracts: per10s,
    contract: per10s,
    riskLimitTiers: per10s,
    tickers: per10s,
    orderBook: per10s,
    liquidations: per10s,
    candlesticks: per10s,
    premiumIndex: per10s,
    fundingRate: per10s,
    contractStats: per10s,
    spotTicker: per10s,
    spotCandlesticks: per10s,
  },
  /** Where an answer leaves the interest out: 0.03 % a day [mem]. */
  anchorHourly: 0.0003 / 24,
  marginModel: 'tiered',
  endpoints: [
    contracts,
    contract,
    riskLimitTiers,
    tickers,
    orderBook,
    liquidations,
    candlesticks,
    premiumIndex,
    fundingRate,
    contractStats,
    spotTicker,
    spotCandlesticks,
  ],
  stream,
  pages,
  fault: gateFault,
};
