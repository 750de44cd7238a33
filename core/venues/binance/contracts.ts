import * as z from 'zod/mini';
import type { Observation } from '../../domain/observation.ts';
import { parseAssetName } from '../asset-name.ts';
import {
  decodeEach,
  optionalDecimal,
  optionalPositive,
  positive,
  rowsOf,
  text,
  timestamp,
} from '../fields.ts';
import { stamp } from '../rows.ts';
import { DOCS, FUTURES, forVenue, ID } from './endpoints.ts';

const SETTLED_IN = new Set(['USDT', 'USDC']);

/** `{"filterType": "PRICE_FILTER", "tickSize": "0.10", …}`; other filters are not ours. */
const filter = z.object({ filterType: text, tickSize: optionalPositive });

/**
 * `{"symbol": "BTCUSDT", "contractType": "PERPETUAL", "status": "TRADING", "baseAsset": "BTC",
 *   "quoteAsset": "USDT", "marginAsset": "USDT", "filters": […]}`.
 * `maintMarginPercent` and `requiredMarginPercent` are placeholders, not the margin table [mem].
 */
const contract = z.object({
  symbol: text,
  contractType: z.string(),
  status: z.string(),
  baseAsset: text,
  quoteAsset: text,
  marginAsset: text,
  filters: rowsOf(filter, 50),
});

/**
 * `TRADIFI_PERPETUAL` (shares, metals) is left out: its underlying closes, and a closed market's flat
 * figures would read as a calm one.
 */
export const exchangeInfo = forVenue({
  id: 'exchangeInfo',
  provides: ['instrument'],
  docs: `${DOCS}/Exchange-Information`,
  limit: 'weight',
  schema: z.object({ serverTime: timestamp, symbols: rowsOf(z.unknown(), 5_000) }),
  url: () => `${FUTURES}/fapi/v1/exchangeInfo`,
  observe({ serverTime, symbols }, context) {
    const contracts = decodeEach(contract, symbols, ID, 'exchangeInfo');
    return contracts
      .filter((row) => row.contractType === 'PERPETUAL' && row.status === 'TRADING')
      .filter((row) => row.quoteAsset === row.marginAsset && SETTLED_IN.has(row.marginAsset))
      .map((row): Observation => {
        const { asset, baseMultiplier } = parseAssetName(row.baseAsset);
        const prices = row.filters.find((one) => one.filterType === 'PRICE_FILTER');
        return {
          kind: 'instrument',
          ...stamp(ID, row.symbol, context, serverTime),
          instrument: {
            venue: ID,
            venueSymbol: row.symbol,
            asset,
            base: row.baseAsset,
            quote: row.quoteAsset,
            settle: row.marginAsset,
            kind: 'linear',
            contractSize: 1,
            baseMultiplier,
            tickSize: prices?.tickSize ?? null,
            maxLeverage: null,
            maintenanceTiers: null,
            fundingIntervalHours: null,
          },
        };
      });
  },
});

/** `{"symbol": "BLZUSDT", "adjustedFundingRateCap": "0.025", "adjustedFundingRateFloor": "-0.025", "fundingIntervalHours": 8}` */
const fundingRow = z.object({
  symbol: text,
  fundingIntervalHours: positive,
  adjustedFundingRateCap: optionalDecimal,
  adjustedFundingRateFloor: optionalDecimal,
});

/** What holds for a symbol the answer does not list. */
const UNADJUSTED_INTERVAL_HOURS = 8;

/**
 * Only adjusted symbols are listed; every other known instrument is on the venue's 8 h terms, which this
 * answer states by leaving it out, so terms are yielded for each known instrument.
 */
export const fundingInfo = forVenue({
  id: 'fundingInfo',
  provides: ['funding-terms'],
  docs: `${DOCS}/Get-Funding-Rate-Info`,
  limit: 'funding',
  schema: rowsOf(z.unknown(), 5_000),
  url: () => `${FUTURES}/fapi/v1/fundingInfo`,
  observe(answer, context) {
    const adjusted = new Map(
      decodeEach(fundingRow, answer, ID, 'fundingInfo').map((row) => [row.symbol, row]),
    );
    return [...context.instruments.values()].map((instrument): Observation => {
      const row = adjusted.get(instrument.venueSymbol);
      return {
        kind: 'funding-terms',
        ...stamp(ID, instrument.venueSymbol, context),
        fundingIntervalHours: row?.fundingIntervalHours ?? UNADJUSTED_INTERVAL_HOURS,
        capRate: row?.adjustedFundingRateCap ?? null,
        floorRate: row?.adjustedFundingRateFloor ?? null,
      };
    });
  },
});
