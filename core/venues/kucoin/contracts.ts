import * as z from 'zod/mini';
import type { Instrument } from '../../domain/instrument.ts';
import type { Observation } from '../../domain/observation.ts';
import { DAY, HOUR, MINUTE, type Ms } from '../../domain/time.ts';
import { parseAssetName } from '../asset-name.ts';
import { leverage, optionalAmount } from '../bounded.ts';
import {
  decimal,
  decodeEach,
  nonNegative,
  optionalDecimal,
  optionalNonNegative,
  optionalPositive,
  optionalTimestamp,
  positive,
  text,
} from '../fields.ts';
import type { FrameContext } from '../frames.ts';
import { readOnly, rowReader } from '../known-rows.ts';
import { toMaintenanceTiers } from '../margin-tiers.ts';
import { stamp } from '../rows.ts';
import { rowsOfSymbol } from '../symbol-check.ts';
import { DOCS, envelope, forInstrument, forVenue, futuresUrl, ID, listOf } from './endpoints.ts';

/**
 * `{"symbol": "XBTUSDTM", "type": "FFWCSX" (perpetual), "status": "Open", "marketType": "CRYPTO", "baseCurrency": "XBT",
 *   "quoteCurrency": "USDT", "settleCurrency": "USDT", "isInverse": false, "multiplier": 0.001, "maxLeverage": 125,
 *   "fundingFeeRate": -1.5E-5, "currentFundingRateGranularity": 28800000, "fundingRateCap": 0.003,
 *   "nextFundingRateTime": 3929820 (what is left), "nextFundingRateDateTime": 1766736000000 (when),
 *   "openInterest": "4955514" lots, "volumeOf24h": 6788.07 coins, "turnoverOf24h": 5.98E8, "markPrice", "indexPrice"}`.
 * A lot is `multiplier` coins, of an inverse contract (−1) one USD; its volume is USD and its turnover coins.
 */
const contractRow = z.object({
  symbol: text,
  type: z.literal('FFWCSX'),
  status: z.literal('Open'),
  marketType: z.optional(z.string()),
  marketStage: z.optional(z.string()),
  baseCurrency: text,
  quoteCurrency: text,
  settleCurrency: text,
  isInverse: z.boolean(),
  multiplier: z
    .pipe(decimal, z.transform(Math.abs))
    .check(z.refine((size) => size >= 1e-18, 'is no contract size')),
  tickSize: optionalPositive,
  maxLeverage: optionalPositive,
  fundingFeeRate: optionalDecimal,
  currentFundingRateGranularity: optionalPositive,
  fundingRateGranularity: optionalPositive,
  fundingRateSymbol: z.nullish(z.string()),
  fundingRateCap: optionalDecimal,
  fundingRateFloor: optionalDecimal,
  nextFundingRateTime: optionalNonNegative,
  nextFundingRateDateTime: optionalTimestamp,
  openInterest: optionalAmount,
  volumeOf24h: optionalAmount,
  turnoverOf24h: optionalAmount,
  markPrice: optionalPositive,
  indexPrice: optionalPositive,
});
type ContractRow = z.output<typeof contractRow>;

/** The running interval comes first: a new setting holds from the next one on. Older answers name it in a symbol. */
function intervalHours(row: ContractRow): number | null {
  const named = /FPI(\d{1,2})H$/.exec(row.fundingRateSymbol ?? '')?.[1];
  const milliseconds = row.currentFundingRateGranularity ?? row.fundingRateGranularity;
  if (milliseconds !== null) return milliseconds / HOUR;
  return named === undefined ? null : Number(named) || null;
}

/** `nextFundingRateTime` counts down: what is left is added to the venue's clock, to the full minute. */
function settlementOf(row: ContractRow, venueTime: Ms): Ms | null {
  if (row.nextFundingRateDateTime !== null) return row.nextFundingRateDateTime;
  const left = row.nextFundingRateTime;
  return left === null || left > DAY ? null : Math.round((venueTime + left) / MINUTE) * MINUTE;
}

function fromRow(row: ContractRow, context: FrameContext): Observation[] {
  const stamped = stamp(ID, row.symbol, context);
  const { markPrice, indexPrice, fundingFeeRate, openInterest, volumeOf24h, turnoverOf24h } = row;
  const observations: Observation[] = [];
  if (markPrice !== null) observations.push({ kind: 'price', ...stamped, markPrice, indexPrice });
  if (fundingFeeRate !== null) {
    const bounds = [row.fundingRateCap, row.fundingRateFloor].filter((bound) => bound !== null);
    observations.push({
      kind: 'funding',
      ...stamped,
      fundingRate: fundingFeeRate,
      fundingIntervalHours: intervalHours(row),
      nextFundingTime: settlementOf(row, context.venueTime),
      anchorRate: null,
      capRate: bounds.length === 0 ? null : Math.max(...bounds.map(Math.abs)),
    });
  }
  if (openInterest !== null) {
    observations.push({
      kind: 'open-interest',
      ...stamped,
      openInterest: openInterest * row.multiplier,
      openInterestValue: null,
    });
  }
  const dollars = row.isInverse ? volumeOf24h : turnoverOf24h;
  if (dollars !== null)
    observations.push({ kind: 'volume', ...stamped, market: 'perp', quoteVolume24h: dollars });
  return observations;
}

/** Shares and contracts before their market opens are left out: their figures are not a market's. */
function isOurs({
  marketType = 'CRYPTO',
  marketStage,
  isInverse,
  quoteCurrency,
  settleCurrency,
}: ContractRow) {
  if (marketType !== 'CRYPTO' || marketStage === 'PRE_MARKET') return false;
  return isInverse ? quoteCurrency === 'USD' : quoteCurrency === settleCurrency;
}

function instrumentOf(row: ContractRow): Instrument {
  return {
    venue: ID,
    venueSymbol: row.symbol,
    ...parseAssetName(row.baseCurrency),
    base: row.baseCurrency,
    quote: row.quoteCurrency,
    settle: parseAssetName(row.settleCurrency).asset,
    kind: row.isInverse ? 'inverse' : 'linear',
    contractSize: row.multiplier,
    tickSize: row.tickSize,
    maxLeverage: row.maxLeverage,
    maintenanceTiers: null,
    fundingIntervalHours: intervalHours(row),
  };
}

/** Everything of every contract, 1.4 MB of it (137 kB on the wire). */
export const contractsActive = forVenue({
  id: 'contractsActive',
  provides: ['instrument', 'price', 'funding', 'open-interest', 'volume:perp'],
  docs: `${DOCS}/futures-trading/market-data/get-all-symbols`,
  limit: 'futures',
  weight: 3,
  schema: listOf(z.unknown(), 5_000),
  url: () => futuresUrl('contracts/active'),
  observe: ({ data }, context) =>
    decodeEach(contractRow, data, ID, 'contractsActive')
      .filter(isOurs)
      .flatMap((row): Observation[] => [
        { kind: 'instrument', ...stamp(ID, row.symbol, context), instrument: instrumentOf(row) },
        ...fromRow(row, context),
      ]),
});

const readContract = rowReader(
  ID,
  'contract',
  contractRow,
  ({ symbol }) => symbol,
  (row, _, context) => fromRow(row, context),
);

export const contract = forInstrument({
  id: 'contract',
  provides: ['price', 'funding', 'open-interest', 'volume:perp'],
  docs: `${DOCS}/futures-trading/market-data/get-symbol`,
  limit: 'futures',
  weight: 3,
  schema: envelope(z.unknown()),
  url: ({ venueSymbol }) => futuresUrl(`contracts/${encodeURIComponent(venueSymbol)}`),
  observe: ({ data }, instrument, context) => readOnly(readContract, [data], instrument, context),
});

/** `{"symbol": "XBTUSDTM", "level": 1, "minRiskLimit": 0, "maxRiskLimit": 100000, "maxLeverage": 125, "maintainMargin": 0.004}` */
const tier = z.object({
  symbol: text,
  maxRiskLimit: positive,
  maxLeverage: leverage,
  maintainMargin: nonNegative,
});

/**
 * Isolated margin, in USDT; the whole position pays its level's rate [mem]. Those of inverse contracts count coins
 * and are not read.
 */
export const riskLimit = forInstrument({
  id: 'riskLimit',
  provides: ['tiers'],
  docs: `${DOCS}/futures-trading/positions/get-isolated-margin-risk-limit`,
  limit: 'futures',
  weight: 5,
  schema: listOf(tier, 500),
  url: ({ venueSymbol }) => futuresUrl(`contracts/risk-limit/${encodeURIComponent(venueSymbol)}`),
  observe({ data }, instrument, context) {
    const rows = rowsOfSymbol(data, instrument.venueSymbol, ID, 'riskLimit').map((row) => ({
      notionalCap: row.maxRiskLimit,
      maintenanceRate: row.maintainMargin,
      maxLeverage: row.maxLeverage,
      deduction: 0,
    }));
    if (rows.length === 0 || instrument.kind === 'inverse') return [];
    const stamped = stamp(ID, instrument.venueSymbol, context);
    return [{ kind: 'tiers', ...stamped, tiers: toMaintenanceTiers(rows) }];
  },
});
