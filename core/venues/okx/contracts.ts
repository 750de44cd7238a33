import * as z from 'zod/mini';
import type { Observation } from '../../domain/observation.ts';
import { parseAssetName } from '../asset-name.ts';
import { amount, leverage, positiveAmount } from '../bounded.ts';
import { decodeEach, nonNegative, optionalPositive, text } from '../fields.ts';
import { toMaintenanceTiers } from '../margin-tiers.ts';
import { queryString } from '../query-string.ts';
import { stamp } from '../rows.ts';
import { API, DOCS, envelope, familyOf, type Line, openEnvelope } from './endpoints.ts';

const SETTLED_IN = new Set(['USDT', 'USDC']);

/** Base and quote of the swaps that are ours; null for any other. */
function pairOf({ kind }: Line, row: z.output<typeof swap>): { base: string; quote: string } | null {
  const [base = '', quote = ''] = row.instId.split('-');
  if (row.instId !== `${base}-${quote}-SWAP`) return null;
  const ours =
    kind === 'linear'
      ? row.ctValCcy === base && row.settleCcy === quote && SETTLED_IN.has(quote)
      : row.ctValCcy === 'USD' && row.settleCcy === base && quote === 'USD';
  return ours ? { base, quote } : null;
}

/**
 * `{"instId": "BTC-USDT-SWAP", "uly": "BTC-USDT", "ctType": "linear", "ctVal": "0.01", "ctMult": "1",
 *   "ctValCcy": "BTC", "settleCcy": "USDT", "state": "live", "lever": "100", "tickSz": "0.1", …}`
 */
const ofKind = {
  linear: z.object({ ctType: z.literal('linear') }),
  inverse: z.object({ ctType: z.literal('inverse') }),
};
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

/** Linear swaps settled in USDT or USDC, or inverse ones (contracts of so many USD) settled in their coin. */
export const instruments = (line: Line) =>
  line.forVenue({
    id: 'instruments',
    provides: ['instrument'],
    docs: `${DOCS}#public-data-rest-api-get-instruments`,
    limit: 'instruments',
    schema: openEnvelope,
    url: () => `${API}/public/instruments${queryString({ instType: 'SWAP' })}`,
    observe({ data }, context) {
      const listed = data.filter((row) => z.safeParse(ofKind[line.kind], row).success);
      return decodeEach(swap, listed, line.id, 'instruments')
        .filter((row) => row.state === 'live')
        .flatMap((row): Observation[] => {
          const pair = pairOf(line, row);
          if (pair === null) return [];
          const { asset, baseMultiplier } = parseAssetName(pair.base);
          return [
            {
              kind: 'instrument',
              ...stamp(line.id, row.instId, context),
              instrument: {
                venue: line.id,
                venueSymbol: row.instId,
                asset,
                ...pair,
                settle: row.settleCcy,
                kind: line.kind,
                contractSize: row.ctVal * row.ctMult,
                baseMultiplier,
                tickSize: row.tickSz,
                maxLeverage: row.lever,
                maintenanceTiers: null,
                fundingIntervalHours: null,
              },
            },
          ];
        });
    },
  });

/** `{"tier": "1", "minSz": "0", "maxSz": "1000", "mmr": "0.004", "imr": "0.01", "maxLever": "100", …}` */
const tier = z.object({ maxSz: amount, mmr: nonNegative, maxLever: leverage });

/**
 * Brackets are by position size in contracts, so the tiers of linear swaps come out in venue base units
 * (`tierUnit`), those of inverse ones in USD.
 * The whole position pays its bracket's rate: there is no deduction [mem].
 */
export const positionTiers = (line: Line) =>
  line.forInstrument({
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
      const stamped = stamp(line.id, instrument.venueSymbol, context);
      const tiers = { kind: 'tiers' as const, ...stamped, tiers: toMaintenanceTiers(rows) };
      return [line.kind === 'linear' ? { ...tiers, tierUnit: 'base' } : tiers];
    },
  });
