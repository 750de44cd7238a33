import * as z from 'zod/mini';
import type { Observation } from '../../domain/observation.ts';
import { parseAssetName } from '../asset-name.ts';
import { positiveAmount } from '../bounded.ts';
import {
  decodeEach,
  nonNegative,
  optionalNonNegative,
  optionalPositive,
  positive,
  rowsOf,
  text,
} from '../fields.ts';
import { toMaintenanceTiers } from '../margin-tiers.ts';
import { stamp } from '../rows.ts';
import { requireSymbol } from '../symbol-check.ts';
import { contractUrl, DOCS, envelope, forInstrument, forVenue, ID } from './endpoints.ts';

/** Zones of underlyings whose own market closes, or has not opened yet. */
const CLOSING_MARKETS = /-(stock|tradfi|forex|metal|index|commodit|preipo)/i;

/**
 * `{"symbol": "BTC_USDT", "baseCoin": "BTC", "quoteCoin": "USDT", "settleCoin": "USDT", "contractSize": 0.0001,
 *   "maxLeverage": 125, "priceUnit": 0.5, "state": 0 (on), "isHidden": false, "conceptPlate": ["mc-trade-zone-pow"]}`;
 * a contract is so many coins, of an inverse one (settled in its coin) so many USD.
 */
const contract = z.object({
  symbol: text,
  baseCoin: text,
  quoteCoin: text,
  settleCoin: text,
  contractSize: positiveAmount,
  maxLeverage: optionalPositive,
  priceUnit: optionalPositive,
  state: z.literal(0),
  isHidden: z.optional(z.boolean()),
  preMarket: z.optional(z.boolean()),
  conceptPlate: z.nullish(z.array(z.string())),
});

function isOurs(row: z.output<typeof contract>): boolean {
  const { baseCoin, quoteCoin, settleCoin, isHidden, preMarket, conceptPlate } = row;
  if (isHidden === true || preMarket === true || /STOCK$/.test(baseCoin)) return false;
  if (conceptPlate?.some((zone) => CLOSING_MARKETS.test(zone))) return false;
  return settleCoin === quoteCoin || (settleCoin === baseCoin && quoteCoin === 'USD');
}

/** 2.3 MB (170 kB on the wire). */
export const detail = forVenue({
  id: 'detail',
  provides: ['instrument'],
  docs: `${DOCS}#get-the-contract-information`,
  limit: 'detail',
  schema: envelope(rowsOf(z.unknown(), 5_000)),
  url: () => contractUrl('detail'),
  observe: ({ data }, context) =>
    decodeEach(contract, data, ID, 'detail')
      .filter(isOurs)
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
            settle: row.settleCoin,
            kind: row.settleCoin === row.quoteCoin ? 'linear' : 'inverse',
            contractSize: row.contractSize,
            tickSize: row.priceUnit,
            maxLeverage: row.maxLeverage,
            maintenanceTiers: null,
            fundingIntervalHours: null,
          },
        }),
      ),
});

/** `{"level": 1, "maxVol": 50000, "mmr": 0.0015, "imr": 0.0025, "maxLeverage": 400}` */
const customLevel = z.object({
  maxVol: positive,
  mmr: nonNegative,
  imr: positive,
  maxLeverage: optionalPositive,
});

/**
 * `{"riskLimitType": "BY_VOLUME" contracts or "BY_VALUE" quote, "riskLimitMode": "CUSTOM", "riskLimitCustom": […]}`;
 * in the other mode levels grow by equal steps: `{"riskBaseVol": 15000, "riskIncrVol": 200000, "riskLevelLimit": 13,
 *   "maintenanceMarginRate": 0.0015, "riskIncrMmr": 0.005, "initialMarginRate": 0.0025, "riskIncrImr": 0.008}`.
 */
const riskLimits = z.object({
  symbol: text,
  riskLimitType: z.optional(z.enum(['BY_VOLUME', 'BY_VALUE'])),
  riskLimitCustom: z.nullish(rowsOf(customLevel, 200)),
  maintenanceMarginRate: nonNegative,
  initialMarginRate: positive,
  riskBaseVol: optionalNonNegative,
  riskIncrVol: optionalNonNegative,
  riskIncrMmr: optionalNonNegative,
  riskIncrImr: optionalNonNegative,
  riskLevelLimit: optionalPositive,
});
type RiskLimits = z.output<typeof riskLimits>;

const MOST_LEVELS = 200;

function levelsOf(limits: RiskLimits): z.output<typeof customLevel>[] {
  const { riskLimitCustom, riskBaseVol, riskIncrVol, riskIncrMmr, riskIncrImr, riskLevelLimit } = limits;
  if (riskLimitCustom != null && riskLimitCustom.length > 0) return riskLimitCustom;
  if (!riskBaseVol || riskIncrVol === null || riskIncrMmr === null || riskIncrImr === null) return [];
  const count = riskIncrVol === 0 ? 1 : Math.min(Math.floor(riskLevelLimit ?? 1), MOST_LEVELS);
  return Array.from({ length: count }, (_, level) => ({
    maxVol: riskBaseVol + level * riskIncrVol,
    mmr: limits.maintenanceMarginRate + level * riskIncrMmr,
    imr: limits.initialMarginRate + level * riskIncrImr,
    maxLeverage: null,
  }));
}

/** The same address with a symbol. The whole position pays its level's rate [mem]. */
export const contractDetail = forInstrument({
  id: 'contractDetail',
  provides: ['tiers'],
  docs: `${DOCS}#get-the-contract-information`,
  limit: 'detail',
  schema: envelope(riskLimits),
  url: ({ venueSymbol }) => contractUrl('detail', { symbol: venueSymbol }),
  observe({ data }, instrument, context) {
    requireSymbol(data.symbol, instrument.venueSymbol, ID, 'contractDetail');
    const byValue = data.riskLimitType === 'BY_VALUE';
    const rows = levelsOf(data)
      .filter(({ imr, mmr }) => imr <= 1 && mmr < 1)
      .map(({ maxVol, mmr, imr, maxLeverage }) => ({
        notionalCap: byValue ? maxVol : maxVol * instrument.contractSize,
        maintenanceRate: mmr,
        maxLeverage: Math.max(1, maxLeverage ?? Math.floor(1 / imr + 1e-9)),
        deduction: 0,
      }));
    if (rows.length === 0) return [];
    const stamped = stamp(ID, instrument.venueSymbol, context);
    const tiers = toMaintenanceTiers(rows);
    const inCoins = !byValue && instrument.kind === 'linear';
    return [{ kind: 'tiers', ...stamped, tiers, ...(inCoins && { tierUnit: 'base' as const }) }];
  },
});
