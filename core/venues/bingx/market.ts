import * as z from 'zod/mini';
import type { Observation } from '../../domain/observation.ts';
import { bookSides } from '../book-sides.ts';
import { amount } from '../bounded.ts';
import { decimal, optionalPositive, optionalTimestamp, positive, rowsOf, text } from '../fields.ts';
import { rowLimit, stamp } from '../rows.ts';
import { rowsOfSymbol } from '../symbol-check.ts';
import { bingxUrl, DOCS, envelope, forInstrument, ID, rowsIn } from './endpoints.ts';

/**
 * `{"symbol": "BTC-USDT", "markPrice", "indexPrice", "lastFundingRate": of the interval under way, "nextFundingTime",
 *   "fundingIntervalHours": 8, "updateTime"}`
 */
const premiumRow = z.object({
  symbol: text,
  markPrice: positive,
  indexPrice: optionalPositive,
  lastFundingRate: decimal,
  nextFundingTime: optionalTimestamp,
  fundingIntervalHours: optionalPositive,
});

export const premiumIndex = forInstrument({
  id: 'premiumIndex',
  provides: ['price', 'funding'],
  docs: DOCS,
  limit: 'market',
  schema: envelope(rowsIn(premiumRow, 5_000)),
  url: ({ venueSymbol }) => bingxUrl('swap/v2/quote/premiumIndex', { symbol: venueSymbol }),
  observe: ({ data, timestamp }, { venueSymbol }, context) =>
    rowsOfSymbol(data, venueSymbol, ID, 'premiumIndex').flatMap((row): Observation[] => {
      const stamped = stamp(ID, venueSymbol, context, timestamp);
      return [
        { kind: 'price', ...stamped, markPrice: row.markPrice, indexPrice: row.indexPrice },
        {
          kind: 'funding',
          ...stamped,
          fundingRate: row.lastFundingRate,
          fundingIntervalHours: row.fundingIntervalHours,
          nextFundingTime: row.nextFundingTime,
          anchorRate: null,
          capRate: null,
        },
      ];
    }),
});

/** `{"openInterest": "3289641547.10", "symbol": "BTC-USDT", "time"}`: what it is worth in USDT, not how much it is. */
const interestRow = z.object({ symbol: text, openInterest: amount, time: optionalTimestamp });

export const openInterest = forInstrument({
  id: 'openInterest',
  provides: ['open-interest'],
  docs: DOCS,
  limit: 'market',
  schema: envelope(rowsIn(interestRow, 100)),
  url: ({ venueSymbol }) => bingxUrl('swap/v2/quote/openInterest', { symbol: venueSymbol }),
  observe: ({ data, timestamp }, { venueSymbol }, context) =>
    rowsOfSymbol(data, venueSymbol, ID, 'openInterest').map((row) => ({
      kind: 'open-interest',
      ...stamp(ID, venueSymbol, context, row.time ?? timestamp),
      unit: 'quote',
      openInterest: row.openInterest,
      openInterestValue: row.openInterest,
    })),
});

const tickerRow = z.object({ symbol: text, quoteVolume: amount });

export const ticker = forInstrument({
  id: 'ticker',
  provides: ['volume:perp'],
  docs: DOCS,
  limit: 'market',
  schema: envelope(rowsIn(tickerRow, 5_000)),
  url: ({ venueSymbol }) => bingxUrl('swap/v2/quote/ticker', { symbol: venueSymbol }),
  observe: ({ data, timestamp }, { venueSymbol }, context) =>
    rowsOfSymbol(data, venueSymbol, ID, 'ticker').map((row) => ({
      kind: 'volume',
      ...stamp(ID, venueSymbol, context, timestamp),
      market: 'perp',
      quoteVolume24h: row.quoteVolume,
    })),
});

const MAX_LEVELS = 1_000;
/** Depths the venue takes; the smallest that holds the levels wanted is asked for. */
const DEPTHS = [20, 50, 100, 500, MAX_LEVELS];
const side = rowsOf(z.tuple([positive, amount], z.unknown()), MAX_LEVELS);

/** `{"T", "bids": contracts, "asks", "bidsCoin": coins, "asksCoin"}`; the answer does not name its contract. */
export const depth = forInstrument({
  id: 'depth',
  provides: ['book'],
  docs: DOCS,
  limit: 'market',
  maxRows: MAX_LEVELS,
  schema: envelope(z.object({ T: optionalTimestamp, bidsCoin: side, asksCoin: side })),
  url({ venueSymbol }, query) {
    const wanted = rowLimit(query, MAX_LEVELS);
    const limit = DEPTHS.find((one) => one >= wanted);
    return bingxUrl('swap/v2/quote/depth', { symbol: venueSymbol, limit });
  },
  observe: ({ data, timestamp }, { venueSymbol }, context) => [
    {
      kind: 'book',
      ...stamp(ID, venueSymbol, context, data.T ?? timestamp),
      ...bookSides(data.bidsCoin, data.asksCoin),
    },
  ],
});
