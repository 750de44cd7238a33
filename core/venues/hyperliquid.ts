import { MINUTE } from '../domain/time.ts';
import { meta } from './hyperliquid/contracts.ts';
import { lineOf } from './hyperliquid/endpoints.ts';
import { hyperliquidFault } from './hyperliquid/fault.ts';
import { candleSnapshot, fundingHistory } from './hyperliquid/history.ts';
import { l2Book, metaAndAssetCtxs } from './hyperliquid/market.ts';
import { hyperliquidPages } from './hyperliquid/pages.ts';
import { spotMetaAndAssetCtxs } from './hyperliquid/spot.ts';
import { hyperliquidStream } from './hyperliquid/stream.ts';
import type { Venue } from './venue.ts';

const line = lineOf('hyperliquid');

/**
 * Hyperliquid's own perpetuals. It publishes no open interest history, account ratio or liquidations.
 * Unconfirmed: that open interest counts both sides, how a blocked region is answered.
 * https://hyperliquid.gitbook.io/hyperliquid-docs/for-developers/api
 */
export const hyperliquid: Venue = {
  id: line.id,
  name: 'Hyperliquid',
  product: 'perpetuals',
  permission: 'install',
  origins: ['https://api.hyperliquid.xyz', 'wss://api.hyperliquid.xyz'],
  limits: {
    weight: { host: 'api.hyperliquid.xyz', capacity: 1_200, windowMs: MINUTE, pool: 'hyperliquid' },
  },
  /** 0.01 % over 8 h. https://hyperliquid.gitbook.io/hyperliquid-docs/trading/funding */
  anchorHourly: 0.0000125,
  marginModel: 'hyperliquid',
  endpoints: [meta, metaAndAssetCtxs, fundingHistory, candleSnapshot, l2Book, spotMetaAndAssetCtxs].map(
    (endpointOf) => endpointOf(line),
  ),
  stream: hyperliquidStream(line),
  pages: hyperliquidPages,
  fault: hyperliquidFault,
};
