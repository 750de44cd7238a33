import * as z from 'zod/mini';
import type { Observation } from '../../domain/observation.ts';
import { parseAssetName } from '../asset-name.ts';
import { leverage } from '../bounded.ts';
import { decodeEach, nonNegative, optionalNonNegative, optionalPositive, positive, text } from '../fields.ts';
import { toMaintenanceTiers } from '../margin-tiers.ts';
import { stamp } from '../rows.ts';
import { rowsOfSymbol } from '../symbol-check.ts';
import { DOCS, forInstrument, forVenue, ID, listOf, mixUrl, openList } from './endpoints.ts';

/**
 * `{"symbol": "BTCUSDT", "baseCoin": "BTC", "quoteCoin": "USDT", "symbolType": "perpetual", "symbolStatus": "normal",
 *   "priceEndStep": "1", "pricePlace": "1", "sizeMultiplier": "0.001" (a step), "fundInterval": "8" hours,
 *   "maxLever": "125", "isRwa": "NO"}`; sizes are in the base coin.
 */
const contract = z.object({
  symbol: text,
  baseCoin: text,
  quoteCoin: z.literal('USDT'),
  symbolType: z.literal('perpetual'),
  symbolStatus: z.string(),
  priceEndStep: optionalPositive,
  pricePlace: optionalNonNegative,
  fundInterval: optionalPositive,
  maxLever: optionalPositive,
  isRwa: z.optional(z.string()),
});

const LIVE = new Set(['normal', 'restrictedAPI', 'limit_open']);

/** `priceEndStep` units of the last of `pricePlace` decimals: 5 at 1 place is 0.5. */
function tickOf({ priceEndStep, pricePlace }: z.output<typeof contract>): number | null {
  return priceEndStep === null || pricePlace === null ? null : priceEndStep / 10 ** pricePlace || null;
}

/** Contracts on shares and metals (`isRwa`) are left out: their own market closes. */
export const contracts = forVenue({
  id: 'contracts',
  provides: ['instrument'],
  docs: `${DOCS}/contract/market/Get-All-Symbols-Contracts`,
  limit: 'contracts',
  schema: openList,
  url: () => mixUrl('contracts', {}),
  observe: ({ data }, context) =>
    decodeEach(contract, data, ID, 'contracts')
      .filter((row) => LIVE.has(row.symbolStatus) && row.isRwa?.toUpperCase() !== 'YES')
      .map(
        (row): Observation => ({
          kind: 'instrument',
          ...stamp(ID, row.symbol, context),
          instrument: {
            venue: ID,
            venueSymbol: row.symbol,
            ...parseAssetName(row.baseCoin),
            base: row.baseCoin,
            quote: row.quoteCoin,
            settle: 'USDT',
            kind: 'linear',
            contractSize: 1,
            tickSize: tickOf(row),
            maxLeverage: row.maxLever,
            maintenanceTiers: null,
            fundingIntervalHours: row.fundInterval,
          },
        }),
      ),
});

/** `{"symbol": "BTCUSDT", "level": "1", "startUnit": "0", "endUnit": "150000", "leverage": "125", "keepMarginRate": "0.004"}` */
const tier = z.object({ symbol: text, endUnit: positive, leverage, keepMarginRate: nonNegative });

/**
 * Bounds in USDT. Since 2025-11-10 each part of a position pays its own tier's rate, so the requirement is
 * continuous: https://www.bitget.com/support/articles/12560603841952
 */
export const positionTiers = forInstrument({
  id: 'positionTiers',
  provides: ['tiers'],
  docs: `${DOCS}/contract/position/Get-Query-Position-Lever`,
  limit: 'positionTiers',
  schema: listOf(tier, 500),
  url: ({ venueSymbol }) => mixUrl('query-position-lever', { symbol: venueSymbol }),
  observe({ data }, instrument, context) {
    const rows = rowsOfSymbol(data, instrument.venueSymbol, ID, 'positionTiers').map((row) => ({
      notionalCap: row.endUnit,
      maintenanceRate: row.keepMarginRate,
      maxLeverage: row.leverage,
    }));
    if (rows.length === 0) return [];
    const stamped = stamp(ID, instrument.venueSymbol, context);
    return [{ kind: 'tiers', ...stamped, tiers: toMaintenanceTiers(rows) }];
  },
});
