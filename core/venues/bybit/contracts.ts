import * as z from 'zod/mini';
import type { Observation } from '../../domain/observation.ts';
import { parseAssetName } from '../asset-name.ts';
import { decodeEach, optionalDecimal, optionalPositive, positive, rowsOf, text } from '../fields.ts';
import { toMaintenanceTiers } from '../margin-tiers.ts';
import { stamp } from '../rows.ts';
import { rowsOfSymbol } from '../symbol-check.ts';
import { VenueError } from '../venue-error.ts';
import { DOCS, envelope, type Line, listOf, marketUrl } from './endpoints.ts';

const OURS = {
  linear: { contractType: 'LinearPerpetual', quotes: new Set(['USDT', 'USDC']) },
  inverse: { contractType: 'InversePerpetual', quotes: new Set(['USD']) },
};

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

const isOurs = (row: z.output<typeof contract>, { category }: Line) =>
  row.contractType === OURS[category].contractType &&
  row.status === 'Trading' &&
  row.isPreListing !== true &&
  OURS[category].quotes.has(row.quoteCoin) &&
  row.settleCoin === (category === 'inverse' ? row.baseCoin : row.quoteCoin) &&
  !CLOSING_MARKETS.has(row.symbolType ?? '');

/**
 * An inverse contract is one USD, a linear one is one base unit.
 * One page of 1000 trading contracts holds them all (about 700 in 2026); a `nextPageCursor` is not followed.
 */
export const instrumentsInfo = (line: Line) =>
  line.forVenue({
    id: 'instruments-info',
    provides: ['instrument', 'funding-terms'],
    docs: `${DOCS}/instrument`,
    limit: 'market',
    schema: envelope(z.object({ list: rowsOf(z.unknown(), 1_000) })),
    url: () => marketUrl('instruments-info', { category: line.category, status: 'Trading', limit: 1_000 }),
    observe({ result, time }, context) {
      return decodeEach(contract, result.list, line.id, 'instruments-info')
        .filter((row) => isOurs(row, line))
        .flatMap((row): Observation[] => {
          const stamped = stamp(line.id, row.symbol, context, time);
          const { asset, baseMultiplier } = parseAssetName(row.baseCoin);
          const fundingIntervalHours = row.fundingInterval === null ? null : row.fundingInterval / 60;
          return [
            {
              kind: 'instrument',
              ...stamped,
              instrument: {
                venue: line.id,
                venueSymbol: row.symbol,
                asset,
                base: row.baseCoin,
                quote: row.quoteCoin,
                settle: row.settleCoin,
                kind: line.category,
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

/** Limits and deductions of inverse contracts are in the coin. */
export const riskLimit = (line: Line) =>
  line.forInstrument({
    id: 'risk-limit',
    provides: ['tiers'],
    docs: `${DOCS}/risk-limit`,
    limit: 'market',
    schema: listOf(riskLimitRow, 500),
    url: ({ venueSymbol }) => marketUrl('risk-limit', { category: line.category, symbol: venueSymbol }),
    observe({ result, time }, instrument, context) {
      const own = rowsOfSymbol(result.list, instrument.venueSymbol, line.id, 'risk-limit');
      const rows = own.map((row) => {
        const scale = marginScale(row);
        if (scale === null) {
          const detail = `margin ${row.initialMargin} does not fit leverage ${row.maxLeverage}`;
          throw new VenueError(line.id, 'risk-limit', { kind: 'invalid-answer', detail, until: null });
        }
        return {
          notionalCap: row.riskLimitValue,
          maintenanceRate: row.maintenanceMargin / scale,
          deduction: row.mmDeduction,
          maxLeverage: row.maxLeverage,
        };
      });
      if (rows.length === 0) return [];
      const stamped = stamp(line.id, instrument.venueSymbol, context, time);
      const tiers = { kind: 'tiers' as const, ...stamped, tiers: toMaintenanceTiers(rows) };
      return [line.category === 'inverse' ? { ...tiers, tierUnit: 'base' } : tiers];
    },
  });
