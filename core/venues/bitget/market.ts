import * as z from 'zod/mini';
import type { Observation } from '../../domain/observation.ts';
import { bookSides } from '../book-sides.ts';
import { amount, optionalAmount, positiveAmount } from '../bounded.ts';
import {
  decimal,
  nonNegative,
  optionalDecimal,
  optionalPositive,
  optionalTimestamp,
  positive,
  rowsOf,
  text,
  timestamp,
} from '../fields.ts';
import { readOnly, rowReader } from '../known-rows.ts';
import { queryString } from '../query-string.ts';
import { rowLimit, stamp } from '../rows.ts';
import { rowsOfSymbol } from '../symbol-check.ts';
import {
  DOCS,
  envelope,
  forInstrument,
  forVenue,
  ID,
  listOf,
  mixUrl,
  ORIGIN,
  openList,
  PRODUCT,
  spotUrl,
} from './endpoints.ts';

/**
 * `{"symbol": "BTCUSDT", "markPrice": "104824.2", "indexPrice": "104881.95", "holdingAmount": "7452.64" coins,
 *   "usdtVolume": "8274870921.8", "ts": "1750332210370", …}`. Its rate comes without interval and is not read.
 * Whether open interest counts one side is unconfirmed (?).
 */
const tickerRow = z.object({
  symbol: text,
  markPrice: optionalPositive,
  indexPrice: optionalPositive,
  holdingAmount: optionalAmount,
  usdtVolume: optionalAmount,
  ts: timestamp,
});

const readTickers = rowReader(
  ID,
  'tickers',
  tickerRow,
  ({ symbol }) => symbol,
  (row, _, context) => {
    const stamped = stamp(ID, row.symbol, context, row.ts);
    const observations: Observation[] = [];
    const { markPrice, indexPrice, holdingAmount, usdtVolume } = row;
    if (markPrice !== null) observations.push({ kind: 'price', ...stamped, markPrice, indexPrice });
    if (holdingAmount !== null) {
      observations.push({
        kind: 'open-interest',
        ...stamped,
        openInterest: holdingAmount,
        openInterestValue: null,
      });
    }
    if (usdtVolume !== null) {
      observations.push({ kind: 'volume', ...stamped, market: 'perp', quoteVolume24h: usdtVolume });
    }
    return observations;
  },
);

const TICKER = { provides: ['price', 'open-interest', 'volume:perp'], schema: openList } as const;

/** Everyone's at once. */
export const tickers = forVenue({
  ...TICKER,
  id: 'tickers',
  docs: `${DOCS}/contract/market/Get-All-Symbol-Ticker`,
  limit: 'tickers',
  url: () => mixUrl('tickers', {}),
  observe: ({ data }, context) => readTickers(data, context),
});

export const ticker = forInstrument({
  ...TICKER,
  id: 'ticker',
  docs: `${DOCS}/contract/market/Get-Ticker`,
  limit: 'ticker',
  url: ({ venueSymbol }) => mixUrl('ticker', { symbol: venueSymbol }),
  observe: ({ data }, instrument, context) => readOnly(readTickers, data, instrument, context),
});

/**
 * `{"symbol": "BTCUSDT", "fundingRate": "0.000068", "fundingRateInterval": "8" hours, "nextUpdate": "1743062400000",
 *   "minFundingRate": "-0.003", "maxFundingRate": "0.003"}`
 */
const fundingRow = z.object({
  symbol: text,
  fundingRate: decimal,
  fundingRateInterval: optionalPositive,
  nextUpdate: optionalTimestamp,
  minFundingRate: optionalDecimal,
  maxFundingRate: optionalDecimal,
});

const readFunding = rowReader(
  ID,
  'currentFundRate',
  fundingRow,
  ({ symbol }) => symbol,
  (row, _, context) => {
    const bounds = [row.maxFundingRate, row.minFundingRate].filter((bound) => bound !== null);
    return [
      {
        kind: 'funding',
        ...stamp(ID, row.symbol, context),
        fundingRate: row.fundingRate,
        fundingIntervalHours: row.fundingRateInterval,
        nextFundingTime: row.nextUpdate,
        anchorRate: null,
        capRate: bounds.length === 0 ? null : Math.max(...bounds.map(Math.abs)),
      },
    ];
  },
);

const FUNDING = {
  provides: ['funding'],
  docs: `${DOCS}/contract/market/Get-Current-Funding-Rate`,
  limit: 'currentFundRate',
  schema: openList,
} as const;

/** Everyone's at once. */
export const currentFundRates = forVenue({
  ...FUNDING,
  id: 'currentFundRates',
  url: () => mixUrl('current-fund-rate', {}),
  observe: ({ data }, context) => readFunding(data, context),
});

export const currentFundRate = forInstrument({
  ...FUNDING,
  id: 'currentFundRate',
  url: ({ venueSymbol }) => mixUrl('current-fund-rate', { symbol: venueSymbol }),
  observe: ({ data }, instrument, context) => readOnly(readFunding, data, instrument, context),
});

/** Depths the venue serves; more is not to be had. */
const DEPTHS = [5, 15, 50, 100];
const DEEPEST_BOOK = 100;
const level = z.tuple([positive, nonNegative], z.unknown());

/** `{"asks": [[26347.5, 0.25]], "bids": […], "ts": "1695870968804", "scale": "0.1", …}`, coins, not merged. */
export const mergeDepth = forInstrument({
  id: 'mergeDepth',
  provides: ['book'],
  docs: `${DOCS}/contract/market/Get-Merge-Depth`,
  limit: 'mergeDepth',
  maxRows: DEEPEST_BOOK,
  schema: envelope(
    z.object({ asks: rowsOf(level, 5_000), bids: rowsOf(level, 5_000), ts: optionalTimestamp }),
  ),
  url({ venueSymbol }, query) {
    const wanted = rowLimit(query, DEEPEST_BOOK);
    return mixUrl('merge-depth', { symbol: venueSymbol, limit: DEPTHS.find((depth) => depth >= wanted) });
  },
  observe: ({ data: { asks, bids, ts } }, instrument, context) => [
    { kind: 'book', ...stamp(ID, instrument.venueSymbol, context, ts), ...bookSides(bids, asks) },
  ],
});

const MAX_LIQUIDATIONS = 100;

/**
 * `{"symbol": "APEUSDT", "side": "buy", "price": "0.1649", "amount": "13.70319", "ts": "1777358886549"}`: `side` is
 * the position's, buy for a long; `price` the bankruptcy price. `amount` is in USDT: recorded ones over their price
 * are whole multiples of the contract's size step (13.70319 ÷ 0.1649 = 83.1), which the amounts themselves are not.
 */
export const liquidationRow = z.object({
  symbol: text,
  side: z.enum(['buy', 'sell']),
  price: positiveAmount,
  amount,
  ts: timestamp,
});

export const readLiquidations = rowReader(
  ID,
  'liquidations',
  liquidationRow,
  ({ symbol }) => symbol,
  (row, _, context) => [
    {
      kind: 'liquidation',
      ...stamp(ID, row.symbol, context, row.ts),
      liquidatedSide: row.side === 'buy' ? 'long' : 'short',
      price: row.price,
      size: row.amount / row.price,
    },
  ],
);

/** The newest of the last 3 days; may be delayed. */
export const liquidations = forInstrument({
  id: 'liquidations',
  provides: ['liquidation'],
  docs: `${DOCS}/uta/public/Get-Liquidations`,
  limit: 'liquidations',
  maxRows: MAX_LIQUIDATIONS,
  schema: envelope(z.object({ list: rowsOf(z.unknown(), 1_000) })),
  url: ({ venueSymbol }, query) =>
    `${ORIGIN}/api/v3/market/liquidations${queryString({
      category: PRODUCT,
      symbol: venueSymbol,
      limit: rowLimit(query, MAX_LIQUIDATIONS),
    })}`,
  observe: ({ data: { list } }, instrument, context) => readOnly(readLiquidations, list, instrument, context),
});

/** `{"symbol": "BTCUSDT", "quoteVolume": "519127705.3", "usdtVolume", "ts": "1700532903261", …}` */
const spotRow = z.object({ symbol: text, quoteVolume: amount, ts: optionalTimestamp });

/** Spot trades the coin singly: `1000BONK` perps are set against `BONK`. */
export const spotTickers = forInstrument({
  id: 'spotTickers',
  provides: ['volume:spot'],
  docs: `${DOCS}/spot/market/Get-Tickers`,
  limit: 'spotTickers',
  schema: listOf(spotRow, 5_000),
  url: ({ asset, quote }) => spotUrl('tickers', { symbol: `${asset}${quote}` }),
  observe: ({ data }, instrument, context) =>
    rowsOfSymbol(data, `${instrument.asset}${instrument.quote}`, ID, 'spotTickers').map((row) => {
      const stamped = stamp(ID, instrument.venueSymbol, context, row.ts);
      return { kind: 'volume', ...stamped, market: 'spot', quoteVolume24h: row.quoteVolume };
    }),
});
