import * as z from 'zod/mini';
import type { Observation } from '../../domain/observation.ts';
import { HOUR } from '../../domain/time.ts';
import { parseAssetName } from '../asset-name.ts';
import { amount, leverage, positiveAmount } from '../bounded.ts';
import {
  decodeEach,
  nonNegative,
  optionalDecimal,
  optionalPositive,
  positive,
  rowsOf,
  text,
  timestampSeconds,
} from '../fields.ts';
import { readOnly, rowReader } from '../known-rows.ts';
import { toMaintenanceTiers } from '../margin-tiers.ts';
import { queryString } from '../query-string.ts';
import { stamp } from '../rows.ts';
import { requireSymbol } from '../symbol-check.ts';
import { DOCS, FUTURES, forInstrument, forVenue, ID } from './endpoints.ts';

/** Kinds of underlying whose own market closes: their flat figures would read as a calm market. */
const CLOSING_MARKETS = new Set(['stocks', 'metals', 'indices', 'forex', 'commodities']);
const LIVE = new Set(['trading', 'circuit_breaker']);

/**
 * `{"name": "BTC_USDT", "type": "direct", "quanto_multiplier": "0.0001", "leverage_max": "100",
 *   "order_price_round": "0.1", "in_delisting": false, "status": "trading", "funding_interval": 28800, …}`;
 * a contract is `quanto_multiplier` base coins, the interval counts seconds.
 */
const listed = z.object({
  name: text,
  type: z.literal('direct'),
  quanto_multiplier: positiveAmount,
  leverage_max: optionalPositive,
  order_price_round: optionalPositive,
  funding_interval: optionalPositive,
  in_delisting: z.optional(z.boolean()),
  status: z.optional(z.string()),
  is_pre_market: z.optional(z.boolean()),
  contract_type: z.optional(z.string()),
});

const isOurs = (row: z.output<typeof listed>) =>
  row.in_delisting !== true &&
  row.is_pre_market !== true &&
  LIVE.has(row.status ?? 'trading') &&
  !CLOSING_MARKETS.has(row.contract_type ?? '');

/** Interest is stated for a day: 0.0003 is 0.01 % in 8 hours [mem]. */
const DAY_IN_SECONDS = 86_400;

/**
 * As above with `{"mark_price", "index_price", "position_size": contracts held long, "funding_rate": "-0.003216",
 *   "funding_next_apply": 1784131200, "funding_rate_limit": "0.02", "interest_rate": "0.0003"}`.
 */
const live = z.object({
  name: text,
  mark_price: positive,
  index_price: optionalPositive,
  position_size: amount,
  funding_rate: optionalDecimal,
  funding_interval: positive,
  funding_next_apply: timestampSeconds,
  funding_rate_limit: optionalPositive,
  interest_rate: optionalDecimal,
});

const readContract = rowReader(
  ID,
  'contract',
  live,
  ({ name }) => name,
  (row, instrument, context): Observation[] => {
    const stamped = stamp(ID, row.name, context);
    const observations: Observation[] = [
      { kind: 'price', ...stamped, markPrice: row.mark_price, indexPrice: row.index_price },
      {
        kind: 'open-interest',
        ...stamped,
        openInterest: row.position_size * instrument.contractSize,
        openInterestValue: null,
      },
    ];
    if (row.funding_rate !== null) {
      observations.push({
        kind: 'funding',
        ...stamped,
        fundingRate: row.funding_rate,
        fundingIntervalHours: (row.funding_interval * 1_000) / HOUR,
        nextFundingTime: row.funding_next_apply,
        anchorRate:
          row.interest_rate === null ? null : (row.interest_rate * row.funding_interval) / DAY_IN_SECONDS,
        capRate: row.funding_rate_limit,
      });
    }
    return observations;
  },
);

/** Close to 1 MB, which the venue does not compress [mem]. */
export const contracts = forVenue({
  id: 'contracts',
  provides: ['instrument', 'price', 'funding', 'open-interest'],
  docs: `${DOCS}#query-all-futures-contracts`,
  limit: 'contracts',
  schema: rowsOf(z.unknown(), 5_000),
  url: () => `${FUTURES}/contracts`,
  observe: (rows, context) => [
    ...decodeEach(listed, rows, ID, 'contracts')
      .filter(isOurs)
      .flatMap((row): Observation[] => {
        const [base = '', quote, ...more] = row.name.split('_');
        if (quote !== 'USDT' || more.length > 0) return [];
        const instrument = {
          venue: ID,
          venueSymbol: row.name,
          ...parseAssetName(base),
          base,
          quote,
          settle: 'USDT',
          kind: 'linear' as const,
          contractSize: row.quanto_multiplier,
          tickSize: row.order_price_round,
          maxLeverage: row.leverage_max,
          maintenanceTiers: null,
          fundingIntervalHours: row.funding_interval === null ? null : row.funding_interval / 3_600,
        };
        return [{ kind: 'instrument', ...stamp(ID, row.name, context), instrument }];
      }),
    ...readContract(rows, context),
  ],
});

/** Everything live of one contract, its interval included, in one small answer. */
export const contract = forInstrument({
  id: 'contract',
  provides: ['price', 'funding', 'open-interest'],
  docs: `${DOCS}#query-single-contract-information`,
  limit: 'contract',
  schema: z.unknown(),
  url: ({ venueSymbol }) => `${FUTURES}/contracts/${encodeURIComponent(venueSymbol)}`,
  observe: (row, instrument, context) => readOnly(readContract, [row], instrument, context),
});

/** `{"tier": 1, "risk_limit": "500000", "maintenance_rate": "0.005", "leverage_max": "125", "deduction": "0"}`, limits in USDT. */
const tier = z.object({
  contract: z.optional(z.string()),
  risk_limit: positive,
  maintenance_rate: nonNegative,
  leverage_max: leverage,
  deduction: optionalDecimal,
});

export const riskLimitTiers = forInstrument({
  id: 'riskLimitTiers',
  provides: ['tiers'],
  docs: `${DOCS}#query-risk-limit-tiers`,
  limit: 'riskLimitTiers',
  schema: rowsOf(tier, 1_000),
  url: ({ venueSymbol }) => `${FUTURES}/risk_limit_tiers${queryString({ contract: venueSymbol })}`,
  observe(rows, instrument, context) {
    if (rows.length === 0) return [];
    const byCap = new Map(
      rows.map((row) => {
        requireSymbol(row.contract ?? instrument.venueSymbol, instrument.venueSymbol, ID, 'riskLimitTiers');
        const { risk_limit: notionalCap, maintenance_rate: maintenanceRate, deduction } = row;
        return [notionalCap, { notionalCap, maintenanceRate, deduction, maxLeverage: row.leverage_max }];
      }),
    );
    const stamped = stamp(ID, instrument.venueSymbol, context);
    return [{ kind: 'tiers', ...stamped, tiers: toMaintenanceTiers([...byCap.values()]) }];
  },
});
