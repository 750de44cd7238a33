import * as z from 'zod/mini';
import type { Observation } from '../../domain/observation.ts';
import { parseAssetName } from '../asset-name.ts';
import { decodeEach, optionalDecimal, optionalPositive, positive, rowsOf, text } from '../fields.ts';
import { toMaintenanceTiers } from '../margin-tiers.ts';
import { stamp } from '../rows.ts';
import { rowsOfSymbol } from '../symbol-check.ts';
import { VenueError } from '../venue-error.ts';
import { DOCS, envelope, forInstrument, forVenue, ID, listOf, marketUrl } from './endpoints.ts';

const SETTLED_IN = new Set(['USDT', 'USDC']);

/** Underlyings whose own market closes: their flat figures would read as a calm market. */
const CLOSING_MARKETS = new Set(['stock', 'xstocks', 'commodity', 'forex', 'index']);

/**
 * `{"symbol": "BTCUSDT", "contractType": "LinearPerpetual", "status": "Trading", "baseCoin": "BTC",
 *   "quoteCoin": "USDT", "settleCoin": "USDT", "leverageFilter": {"maxLeverage": "100.00"},
 *   "priceFilter": {"tickSize": "0.10"}, "fundingInterval": 480, "upperFundingRate": "0.005", "isPreListing": false}`;
 * `fundingInterval` counts minutes.
 */
const contract = z.object({
  symbol: text,
  contractType: z.string(),
  status: z.string(),
  baseCoin: text,
  quoteCoin: text,
  settleCoin: text,
  isPreListing: z.optional(z.boolean()),
  symbolType: z.optional(z.string()),
  leverageFilter: z.object({ maxLeverage: optionalPositive }),
  priceFilter: z.object({ tickSize: optionalPositive }),
  fundingInterval: optionalPositive,
  upperFundingRate: optionalDecimal,
  lowerFundingRate: optionalDecimal,
});

const isOurs = (row: z.output<typeof contract>) =>
  row.contractType === 'LinearPerpetual' &&
  row.status === 'Trading' &&
  row.isPreListing !== true &&
  SETTLED_IN.has(row.settleCoin) &&
  !CLOSING_MARKETS.has(row.symbolType ?? '');

/** One page of 1000 trading contracts holds them all (about 700 in 2026); a `nextPageCursor` is not followed. */
export const instrumentsInfo = forVenue({
  id: 'instruments-info',
  provides: ['instrument', 'funding-terms'],
  docs: `${DOCS}/instrument`,
  limit: 'market',
  schema: envelope(z.object({ list: rowsOf(z.unknown(), 1_000) })),
  url: () => marketUrl('instruments-info', { category: 'linear', status: 'Trading', limit: 1_000 }),
  observe({ result, time }, context) {
    return decodeEach(contract, result.list, ID, 'instruments-info')
      .filter(isOurs)
      .flatMap((row): Observation[] => {
        const stamped = stamp(ID, row.symbol, context, time);
        const { asset, baseMultiplier } = parseAssetName(row.baseCoin);
        const fundingIntervalHours = row.fundingInterval === null ? null : row.fundingInterval / 60;
        return [
          {
            kind: 'instrument',
            ...stamped,
            instrument: {
              venue: ID,
              venueSymbol: row.symbol,
              asset,
              base: row.baseCoin,
              quote: row.quoteCoin,
              settle: row.settleCoin,
              kind: 'linear',
              contractSize: 1,
              baseMultiplier,
              tickSize: row.priceFilter.tickSize,
              maxLeverage: row.leverageFilter.maxLeverage,
              maintenanceTiers: null,
              fundingIntervalHours,
            },
          },
          {
            kind: 'funding-terms',
            ...stamped,
            fundingIntervalHours,
            capRate: row.upperFundingRate,
            floorRate: row.lowerFundingRate,
          },
        ];
      });
  },
});

/** `{"id": 1, "symbol", "riskLimitValue": "2000000", "maintenanceMargin": "0.005", "initialMargin": "0.01", "mmDeduction": "", "maxLeverage": "100.00"}` */
const riskLimitRow = z.object({
  symbol: text,
  riskLimitValue: positive,
  maintenanceMargin: positive,
  initialMargin: positive,
  mmDeduction: optionalDecimal,
  maxLeverage: positive,
});

/** 1 for fractions, 100 for percent: the documentation shows percent, clients read fractions; leverage decides. */
function marginScale({ initialMargin, maxLeverage }: z.output<typeof riskLimitRow>): number | null {
  const one = initialMargin * maxLeverage;
  return [1, 100].find((scale) => Math.abs(one / scale - 1) < 0.25) ?? null;
}

export const riskLimit = forInstrument({
  id: 'risk-limit',
  provides: ['tiers'],
  docs: `${DOCS}/risk-limit`,
  limit: 'market',
  schema: listOf(riskLimitRow, 500),
  url: ({ venueSymbol }) => marketUrl('risk-limit', { category: 'linear', symbol: venueSymbol }),
  observe({ result, time }, instrument, context) {
    const own = rowsOfSymbol(result.list, instrument.venueSymbol, ID, 'risk-limit');
    const rows = own.map((row) => {
      const scale = marginScale(row);
      if (scale === null) {
        const detail = `margin ${row.initialMargin} does not fit leverage ${row.maxLeverage}`;
        throw new VenueError(ID, 'risk-limit', { kind: 'invalid-answer', detail, until: null });
      }
      return {
        notionalCap: row.riskLimitValue,
        maintenanceRate: row.maintenanceMargin / scale,
        deduction: row.mmDeduction,
        maxLeverage: row.maxLeverage,
      };
    });
    if (rows.length === 0) return [];
    const stamped = stamp(ID, instrument.venueSymbol, context, time);
    return [{ kind: 'tiers', ...stamped, tiers: toMaintenanceTiers(rows) }];
  },
});
