import * as z from 'zod/mini';
import { bookSides } from '../book-sides.ts';
import {
  nonNegative,
  optionalDecimal,
  optionalPositive,
  optionalTimestamp,
  positive,
  rowsOf,
  text,
  timestamp,
} from '../fields.ts';
import { queryString } from '../query-string.ts';
import { rowLimit, stamp } from '../rows.ts';
import { requireSymbol } from '../symbol-check.ts';
import type { Query } from '../venue.ts';
import { DOCS, FUTURES, forInstrument, ID } from './endpoints.ts';

/**
 * `{"symbol": "BTCUSDT", "markPrice", "indexPrice", "lastFundingRate", "interestRate", "nextFundingTime", "time"}`.
 * `lastFundingRate` is the running estimate of the interval now accruing, in spite of its name [mem].
 * `interestRate` is per interval: symbols on 4 h show 0.00005, those on 8 h 0.0001.
 */
export const premiumIndex = forInstrument({
  id: 'premiumIndex',
  provides: ['price', 'funding'],
  docs: `${DOCS}/Mark-Price`,
  limit: 'weight',
  schema: z.object({
    symbol: text,
    markPrice: positive,
    indexPrice: optionalPositive,
    lastFundingRate: optionalDecimal,
    interestRate: optionalDecimal,
    nextFundingTime: optionalTimestamp,
    time: timestamp,
  }),
  url: ({ venueSymbol }) => `${FUTURES}/fapi/v1/premiumIndex${queryString({ symbol: venueSymbol })}`,
  observe(answer, instrument, context) {
    requireSymbol(answer.symbol, instrument.venueSymbol, ID, 'premiumIndex');
    const stamped = stamp(ID, instrument.venueSymbol, context, answer.time);
    const { markPrice, indexPrice, lastFundingRate, interestRate, nextFundingTime } = answer;
    const price = { kind: 'price' as const, ...stamped, markPrice, indexPrice };
    if (lastFundingRate === null) return [price];
    return [
      price,
      {
        kind: 'funding',
        ...stamped,
        fundingRate: lastFundingRate,
        fundingIntervalHours: null,
        nextFundingTime,
        anchorRate: interestRate,
        capRate: null,
      },
    ];
  },
});

/** `{"symbol": "BTCUSDT", "openInterest": "10659.509", "time": 1589437530011}`, base coin, one side [mem]. */
export const openInterest = forInstrument({
  id: 'openInterest',
  provides: ['open-interest'],
  docs: `${DOCS}/Open-Interest`,
  limit: 'weight',
  schema: z.object({ symbol: text, openInterest: nonNegative, time: optionalTimestamp }),
  url: ({ venueSymbol }) => `${FUTURES}/fapi/v1/openInterest${queryString({ symbol: venueSymbol })}`,
  observe(answer, instrument, context) {
    requireSymbol(answer.symbol, instrument.venueSymbol, ID, 'openInterest');
    const stamped = stamp(ID, instrument.venueSymbol, context, answer.time);
    return [
      { kind: 'open-interest', ...stamped, openInterest: answer.openInterest, openInterestValue: null },
    ];
  },
});

/** `{"symbol": "BTCUSDT", "volume": "8913.3", "quoteVolume": "15.3", "closeTime": 1499869899040, …}` */
export const ticker24h = forInstrument({
  id: 'ticker24h',
  provides: ['volume:perp'],
  docs: `${DOCS}/24hr-Ticker-Price-Change-Statistics`,
  limit: 'weight',
  schema: z.object({ symbol: text, quoteVolume: nonNegative, closeTime: optionalTimestamp }),
  url: ({ venueSymbol }) => `${FUTURES}/fapi/v1/ticker/24hr${queryString({ symbol: venueSymbol })}`,
  observe(answer, instrument, context) {
    requireSymbol(answer.symbol, instrument.venueSymbol, ID, 'ticker24h');
    const stamped = stamp(ID, instrument.venueSymbol, context, answer.closeTime);
    return [{ kind: 'volume', ...stamped, market: 'perp', quoteVolume24h: answer.quoteVolume }];
  },
});

/** Depths the venue serves and what each weighs. */
const DEPTHS = [
  { levels: 50, weight: 2 },
  { levels: 100, weight: 5 },
  { levels: 500, weight: 10 },
  { levels: 1_000, weight: 20 },
] as const;
export const DEEPEST = DEPTHS[3];

export function depthFor(query: Query) {
  const wanted = rowLimit(query, DEEPEST.levels);
  return DEPTHS.find(({ levels }) => levels >= wanted) ?? DEEPEST;
}

export const level = z.tuple([positive, nonNegative], z.unknown());

/** `{"lastUpdateId", "E": 1589436922972, "T", "bids": [["4.00000000", "431.00000000"]], "asks": […]}` */
export const depth = forInstrument({
  id: 'depth',
  provides: ['book'],
  docs: `${DOCS}/Order-Book`,
  limit: 'weight',
  weight: (query) => depthFor(query).weight,
  maxRows: DEEPEST.levels,
  schema: z.object({ E: optionalTimestamp, bids: rowsOf(level, 5_000), asks: rowsOf(level, 5_000) }),
  url: ({ venueSymbol }, query) =>
    `${FUTURES}/fapi/v1/depth${queryString({ symbol: venueSymbol, limit: depthFor(query).levels })}`,
  observe: ({ E, bids, asks }, instrument, context) => [
    { kind: 'book', ...stamp(ID, instrument.venueSymbol, context, E), ...bookSides(bids, asks) },
  ],
});
