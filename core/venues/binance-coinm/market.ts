import * as z from 'zod/mini';
import type { Observation } from '../../domain/observation.ts';
import { DEEPEST, depthFor, level } from '../binance/market.ts';
import { bookSides } from '../book-sides.ts';
import { amount } from '../bounded.ts';
import {
  optionalDecimal,
  optionalPositive,
  optionalTimestamp,
  positive,
  rowsOf,
  text,
  timestamp,
} from '../fields.ts';
import { queryString } from '../query-string.ts';
import { stamp } from '../rows.ts';
import { requireSymbol, rowsOfSymbol } from '../symbol-check.ts';
import { DELIVERY, DOCS, forInstrument, ID } from './endpoints.ts';

/**
 * `[{"symbol": "BTCUSD_PERP", "pair", "markPrice", "indexPrice", "lastFundingRate", "interestRate",
 *   "nextFundingTime", "time"}]`: a list even for one symbol. `lastFundingRate` is the running estimate.
 */
const premiumRow = z.object({
  symbol: text,
  markPrice: positive,
  indexPrice: optionalPositive,
  lastFundingRate: optionalDecimal,
  interestRate: optionalDecimal,
  nextFundingTime: optionalTimestamp,
  time: timestamp,
});

export const premiumIndex = forInstrument({
  id: 'premiumIndex',
  provides: ['price', 'funding'],
  docs: `${DOCS}/Index-Price-and-Mark-Price`,
  limit: 'weight',
  weight: 10,
  schema: rowsOf(premiumRow, 500),
  url: ({ venueSymbol }) => `${DELIVERY}/dapi/v1/premiumIndex${queryString({ symbol: venueSymbol })}`,
  observe(answer, instrument, context) {
    return rowsOfSymbol(answer, instrument.venueSymbol, ID, 'premiumIndex').flatMap((row): Observation[] => {
      const stamped = stamp(ID, row.symbol, context, row.time);
      const { markPrice, indexPrice, lastFundingRate, interestRate, nextFundingTime } = row;
      const price = { kind: 'price' as const, ...stamped, markPrice, indexPrice };
      if (lastFundingRate === null) return [price];
      const terms = { fundingIntervalHours: null, nextFundingTime, anchorRate: interestRate, capRate: null };
      return [price, { kind: 'funding', ...stamped, fundingRate: lastFundingRate, ...terms }];
    });
  },
});

/** `{"symbol": "ETHUSD_PERP", "pair", "openInterest": "26542436", "contractType", "time"}`: contracts, one side [mem]. */
export const openInterest = forInstrument({
  id: 'openInterest',
  provides: ['open-interest'],
  docs: `${DOCS}/Open-Interest`,
  limit: 'weight',
  schema: z.object({ symbol: text, openInterest: amount, time: optionalTimestamp }),
  url: ({ venueSymbol }) => `${DELIVERY}/dapi/v1/openInterest${queryString({ symbol: venueSymbol })}`,
  observe(answer, instrument, context) {
    requireSymbol(answer.symbol, instrument.venueSymbol, ID, 'openInterest');
    const dollars = answer.openInterest * instrument.contractSize;
    const stamped = stamp(ID, instrument.venueSymbol, context, answer.time);
    return [{ kind: 'open-interest', ...stamped, openInterest: dollars, openInterestValue: dollars }];
  },
});

/** `[{"symbol": "BTCUSD_PERP", "volume": "494109" contracts, "baseVolume": coins, "closeTime", …}]` */
const tickerRow = z.object({ symbol: text, volume: amount, closeTime: optionalTimestamp });

export const ticker24h = forInstrument({
  id: 'ticker24h',
  provides: ['volume:perp'],
  docs: `${DOCS}/24hr-Ticker-Price-Change-Statistics`,
  limit: 'weight',
  schema: rowsOf(tickerRow, 500),
  url: ({ venueSymbol }) => `${DELIVERY}/dapi/v1/ticker/24hr${queryString({ symbol: venueSymbol })}`,
  observe(answer, instrument, context) {
    return rowsOfSymbol(answer, instrument.venueSymbol, ID, 'ticker24h').map((row): Observation => {
      const stamped = stamp(ID, row.symbol, context, row.closeTime);
      return {
        kind: 'volume',
        ...stamped,
        market: 'perp',
        quoteVolume24h: row.volume * instrument.contractSize,
      };
    });
  },
});

/** As on USDⓈ-M, sizes in contracts. */
export const depth = forInstrument({
  id: 'depth',
  provides: ['book'],
  docs: `${DOCS}/Order-Book`,
  limit: 'weight',
  weight: (query) => depthFor(query).weight,
  maxRows: DEEPEST.levels,
  schema: z.object({
    symbol: text,
    E: optionalTimestamp,
    bids: rowsOf(level, 5_000),
    asks: rowsOf(level, 5_000),
  }),
  url: ({ venueSymbol }, query) =>
    `${DELIVERY}/dapi/v1/depth${queryString({ symbol: venueSymbol, limit: depthFor(query).levels })}`,
  observe({ symbol, E, bids, asks }, instrument, context) {
    requireSymbol(symbol, instrument.venueSymbol, ID, 'depth');
    return [
      { kind: 'book', ...stamp(ID, symbol, context, E), ...bookSides(bids, asks, instrument.contractSize) },
    ];
  },
});
