import { MINUTE } from '../domain/time.ts';
import { lineOf } from './hyperliquid/endpoints.ts';
import { hyperliquidFault } from './hyperliquid/fault.ts';
import { candleSnapshot, fundingHistory } from './hyperliquid/history.ts';
import { l2Book } from './hyperliquid/market.ts';
import { builderPages } from './hyperliquid/pages.ts';
import { hyperliquidStream } from './hyperliquid/stream.ts';
import { allPerpMetas, metaAndAssetCtxs } from './hyperliquid-hip3/contracts.ts';
import type { Venue } from './venue.ts';

const line = lineOf('hyperliquid-hip3');

/**
 * Perpetuals deployed on Hyperliquid by builders (HIP-3): `xyz:TSLA`, `km:US500`, names as the venue spells them.
 * One budget with Hyperliquid's own. Many stand for shares and indices: while their own market is closed, quiet
 * figures are no calm. Unconfirmed: the token numbers, whether open interest counts both sides.
 * https://hyperliquid.gitbook.io/hyperliquid-docs/hyperliquid-improvement-proposals-hips/hip-3-builder-deployed-perpetuals
 */
export const hyperliquidHip3: Venue = {
  id: line.id,
  name: 'Hyperliquid HIP-3',
  product: 'builder-deployed perp',
  permission: 'install',
  origins: ['https://api.hyperliquid.xyz', 'wss://api.hyperliquid.xyz'],
  limits: {
    weight: { host: 'api.hyperliquid.xyz', capacity: 1_200, windowMs: MINUTE, pool: 'hyperliquid' },
  },
  /** Builders scale the rate and its interest part; no answer says how. */
  anchorHourly: null,
  marginModel: 'hyperliquid',
  bookOf: 'hyperliquid',
  endpoints: [allPerpMetas, metaAndAssetCtxs, fundingHistory, candleSnapshot, l2Book].map((endpointOf) =>
    endpointOf(line),
  ),
  stream: hyperliquidStream(line),
  pages: builderPages,
  fault: hyperliquidFault,
};
