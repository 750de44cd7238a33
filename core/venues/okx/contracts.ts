import * as z from 'zod/mini';
import type { Observation } from '../../domain/observation.ts';
import { parseAssetName } from '../asset-name.ts';
import { amount, leverage, positiveAmount } from '../bounded.ts';
import { decodeEach, nonNegative, optionalPositive, text } from '../fields.ts';
import { toMaintenanceTiers } from '../margin-tiers.ts';
import { queryString } from '../query-string.ts';
import { stamp } from '../rows.ts';
import { API, DOCS, envelope, familyOf, forInstrument, forVenue, ID, openEnvelope } from './endpoints.ts';

const SETTLED_IN = new Set(['USDT', 'USDC']);

/**
 * `{"instId": "BTC-USDT-SWAP", "uly": "BTC-USDT", "ctType": "linear", "ctVal": "0.01", "ctMult": "1",
 *   "ctValCcy": "BTC", "settleCcy": "USDT", "state": "live", "lever": "100", "tickSz": "0.1", …}`
 */
const linear = z.object({ ctType: z.literal('linear') });
const swap = z.object({
  instId: text,
  uly: z.string(),
  ctVal: positiveAmount,
  ctMult: positiveAmount,
  ctValCcy: text,
  settleCcy: text,
  state: z.string(),
  lever: optionalPositive,
  tickSz: optionalPositive,
});

/** Linear swaps settled in USDT or USDC; inverse ones (contracts of so many USD) are another product line. */
export const instruments = forVenue({
  id: 'instruments',
  provides: ['instrument'],
  docs: `${DOCS}#public-data-rest-api-get-instruments`,
  limit: 'instruments',
  schema: openEnvelope,
  url: () => `${API}/public/instruments${queryString({ instType: 'SWAP' })}`,
  observe({ data }, context) {
    const listed = data.filter((row) => z.safeParse(linear, row).success);
    return decodeEach(swap, listed, ID, 'instruments')
      .filter((row) => row.state === 'live' && SETTLED_IN.has(row.settleCcy))
      .filter((row) => row.instId === `${row.ctValCcy}-${row.settleCcy}-SWAP`)
      .map((row): Observation => {
        const { asset, baseMultiplier } = parseAssetName(row.ctValCcy);
        return {
          kind: 'instrument',
          ...stamp(ID, row.instId, context),
          instrument: {
            venue: ID,
            venueSymbol: row.instId,
            asset,
            base: row.ctValCcy,
            quote: row.settleCcy,
            settle: row.settleCcy,
            kind: 'linear',
            contractSize: row.ctVal * row.ctMult,
            baseMultiplier,
            tickSize: row.tickSz,
            maxLeverage: row.lever,
            maintenanceTiers: null,
            fundingIntervalHours: null,
          },
        };
      });
  },
});

/** `{"tier": "1", "minSz": "0", "maxSz": "1000", "mmr": "0.004", "imr": "0.01", "maxLever": "100", …}` */
const tier = z.object({ maxSz: amount, mmr: nonNegative, maxLever: leverage });

/**
 * Brackets are by position size in contracts, so the tiers come out in venue base units (`tierUnit`).
 * The whole position pays its bracket's rate: there is no deduction [mem].
 */
export const positionTiers = forInstrument({
  id: 'positionTiers',
  provides: ['tiers'],
  docs: `${DOCS}#public-data-rest-api-get-position-tiers`,
  limit: 'positionTiers',
  schema: envelope(tier, 500),
  url: (instrument) =>
    `${API}/public/position-tiers${queryString({
      instType: 'SWAP',
      tdMode: 'isolated',
      instFamily: familyOf(instrument),
    })}`,
  observe({ data }, instrument, context) {
    if (data.length === 0) return [];
    const rows = data.map((row) => ({
      notionalCap: row.maxSz * instrument.contractSize,
      maintenanceRate: row.mmr,
      maxLeverage: row.maxLever,
      deduction: 0,
    }));
    const stamped = stamp(ID, instrument.venueSymbol, context);
    return [{ kind: 'tiers', ...stamped, tiers: toMaintenanceTiers(rows), tierUnit: 'base' }];
  },
});
