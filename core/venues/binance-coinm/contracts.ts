import * as z from 'zod/mini';
import type { Observation } from '../../domain/observation.ts';
import { parseAssetName } from '../asset-name.ts';
import { positiveAmount } from '../bounded.ts';
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
import { DELIVERY, DOCS, forVenue, ID } from './endpoints.ts';

const filter = z.object({ filterType: text, tickSize: optionalPositive });

/**
 * `{"symbol": "BTCUSD_PERP", "pair": "BTCUSD", "contractType": "PERPETUAL", "contractStatus": "TRADING",
 *   "contractSize": 100, "baseAsset": "BTC", "quoteAsset": "USD", "marginAsset": "BTC", "filters": […]}`.
 */
const contract = z.object({
  symbol: text,
  contractType: z.string(),
  contractStatus: z.string(),
  contractSize: positiveAmount,
  baseAsset: text,
  quoteAsset: text,
  marginAsset: text,
  filters: rowsOf(filter, 50),
});

export const exchangeInfo = forVenue({
  id: 'exchangeInfo',
  provides: ['instrument'],
  docs: `${DOCS}/Exchange-Information`,
  limit: 'weight',
  schema: z.object({ serverTime: timestamp, symbols: rowsOf(z.unknown(), 2_000) }),
  url: () => `${DELIVERY}/dapi/v1/exchangeInfo`,
  observe({ serverTime, symbols }, context) {
    return decodeEach(contract, symbols, ID, 'exchangeInfo')
      .filter((row) => row.contractType === 'PERPETUAL' && row.contractStatus === 'TRADING')
      .filter((row) => row.quoteAsset === 'USD' && row.marginAsset === row.baseAsset)
      .map((row): Observation => {
        const prices = row.filters.find((one) => one.filterType === 'PRICE_FILTER');
        return {
          kind: 'instrument',
          ...stamp(ID, row.symbol, context, serverTime),
          instrument: {
            venue: ID,
            venueSymbol: row.symbol,
            ...parseAssetName(row.baseAsset),
            base: row.baseAsset,
            quote: row.quoteAsset,
            settle: row.marginAsset,
            kind: 'inverse',
            contractSize: row.contractSize,
            tickSize: prices?.tickSize ?? null,
            maxLeverage: null,
            maintenanceTiers: null,
            fundingIntervalHours: null,
          },
        };
      });
  },
});

/** `{"symbol": "BTCUSD_PERP", "adjustedFundingRateCap", "adjustedFundingRateFloor", "fundingIntervalHours": 8}` */
const fundingRow = z.object({
  symbol: text,
  fundingIntervalHours: positive,
  adjustedFundingRateCap: optionalDecimal,
  adjustedFundingRateFloor: optionalDecimal,
});

/** What holds for a symbol the answer does not list. */
const UNADJUSTED_INTERVAL_HOURS = 8;

/** Only adjusted symbols are listed; the others are on the venue's 8 h terms, as on USDⓈ-M. */
export const fundingInfo = forVenue({
  id: 'fundingInfo',
  provides: ['funding-terms'],
  docs: `${DOCS}/Get-Funding-Info`,
  limit: 'funding',
  schema: rowsOf(z.unknown(), 2_000),
  url: () => `${DELIVERY}/dapi/v1/fundingInfo`,
  observe(answer, context) {
    const rows = decodeEach(fundingRow, answer, ID, 'fundingInfo');
    const adjusted = new Map(rows.map((row) => [row.symbol, row]));
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
