import * as z from 'zod/mini';
import type { Observation } from '../../domain/observation.ts';
import { bookSides } from '../book-sides.ts';
import { amount, optionalAmount } from '../bounded.ts';
import {
  decimal,
  nonNegative,
  optionalDecimal,
  optionalPositive,
  positive,
  rowsOf,
  text,
  timestampSeconds,
} from '../fields.ts';
import { rowReader } from '../known-rows.ts';
import { queryString } from '../query-string.ts';
import { rowLimit, stamp } from '../rows.ts';
import { requireSymbol } from '../symbol-check.ts';
import { DOCS, FUTURES, forInstrument, forVenue, ID, SPOT, seconds } from './endpoints.ts';

/**
 * `{"contract": "BTC_USDT", "mark_price", "index_price", "total_size": "73648.5" contracts, "volume_24h": contracts,
 *   "volume_24h_quote": "1665006", "funding_rate", …}`. Its rate comes without interval and settlement time and is
 * not read. A socket sends the same rows. `total_size` counts one side, as the contract's `position_size` does: of BTC
 * 196 983 402 in 2024-12, where that had been 171 497 179 two months before.
 */
const ticker = z.object({
  contract: text,
  mark_price: optionalPositive,
  index_price: optionalPositive,
  total_size: optionalAmount,
  volume_24h_quote: optionalAmount,
});

export const readTickers = rowReader(
  ID,
  'tickers',
  ticker,
  ({ contract }) => contract,
  (row, instrument, context) => {
    const stamped = stamp(ID, row.contract, context);
    const observations: Observation[] = [];
    if (row.mark_price !== null) {
      observations.push({
        kind: 'price',
        ...stamped,
        markPrice: row.mark_price,
        indexPrice: row.index_price,
      });
    }
    if (row.total_size !== null) {
      const openInterest = row.total_size * instrument.contractSize;
      observations.push({ kind: 'open-interest', ...stamped, openInterest, openInterestValue: null });
    }
    if (row.volume_24h_quote !== null) {
      const quoteVolume24h = row.volume_24h_quote;
      observations.push({ kind: 'volume', ...stamped, market: 'perp', quoteVolume24h });
    }
    return observations;
  },
);

export const tickers = forVenue({
  id: 'tickers',
  provides: ['price', 'open-interest', 'volume:perp'],
  docs: `${DOCS}#get-all-futures-trading-statistics`,
  limit: 'tickers',
  schema: rowsOf(z.unknown(), 5_000),
  url: () => `${FUTURES}/tickers`,
  observe: (rows, context) => readTickers(rows, context),
});

const DEEPEST_BOOK = 300;
const level = z.pipe(
  z.object({ p: positive, s: nonNegative }),
  z.transform(({ p, s }) => [p, s] as const),
);

/** `{"current": 1684930166.668, "update": …, "asks": [{"p": "0.7711", "s": contracts}], "bids": […]}` */
export const orderBook = forInstrument({
  id: 'orderBook',
  provides: ['book'],
  docs: `${DOCS}#query-futures-market-depth-information`,
  limit: 'orderBook',
  maxRows: DEEPEST_BOOK,
  schema: z.object({ update: timestampSeconds, asks: rowsOf(level, 5_000), bids: rowsOf(level, 5_000) }),
  url: ({ venueSymbol }, query) =>
    `${FUTURES}/order_book${queryString({ contract: venueSymbol, limit: rowLimit(query, DEEPEST_BOOK) })}`,
  observe: ({ update, bids, asks }, instrument, context) => [
    {
      kind: 'book',
      ...stamp(ID, instrument.venueSymbol, context, update),
      ...bookSides(bids, asks, instrument.contractSize),
    },
  ],
});

const MAX_LIQUIDATIONS = 1_000;

/**
 * `{"time": 1696736132, "contract": "BTC_USDT", "size": -165, "order_size": 100, "order_price": "28225",
 *   "fill_price": "28070", "left": 0}`: `size` is the position, positive for a long (a short is bought back at or below
 * its order price), and is there again for every step it is closed in; the step is `order_size`, less what is `left`.
 */
const liquidation = z.object({
  time: timestampSeconds,
  contract: text,
  size: decimal,
  order_size: optionalDecimal,
  left: decimal,
  fill_price: positive,
});

export const liquidations = forInstrument({
  id: 'liquidations',
  provides: ['liquidation'],
  docs: `${DOCS}#query-liquidation-order-history`,
  limit: 'liquidations',
  maxRows: MAX_LIQUIDATIONS,
  schema: rowsOf(liquidation, MAX_LIQUIDATIONS),
  url: ({ venueSymbol }, query) =>
    `${FUTURES}/liq_orders${queryString({
      contract: venueSymbol,
      from: seconds(query.since),
      to: seconds(query.until),
      limit: rowLimit(query, MAX_LIQUIDATIONS),
    })}`,
  observe: (rows, instrument, context) =>
    rows
      .map((row) => ({ ...row, filled: Math.abs(row.order_size ?? row.size) - Math.abs(row.left) }))
      .filter(({ filled }) => filled > 0)
      .map((row) => {
        requireSymbol(row.contract, instrument.venueSymbol, ID, 'liquidations');
        return {
          kind: 'liquidation',
          ...stamp(ID, row.contract, context, row.time),
          liquidatedSide: row.size > 0 ? 'long' : 'short',
          price: row.fill_price,
          size: row.filled * instrument.contractSize,
        };
      }),
});

/** `[{"currency_pair": "BTC_USDT", "base_volume", "quote_volume": "8807.4", …}]`; the coin singly, as spot trades it. */
export const spotTicker = forInstrument({
  id: 'spotTicker',
  provides: ['volume:spot'],
  docs: `${DOCS}#get-currency-pair-ticker-information`,
  limit: 'spotTicker',
  schema: rowsOf(z.object({ currency_pair: text, quote_volume: amount }), 1),
  url: ({ asset, quote }) => `${SPOT}/tickers${queryString({ currency_pair: `${asset}_${quote}` })}`,
  observe: (rows, instrument, context) =>
    rows.map((row) => {
      requireSymbol(row.currency_pair, `${instrument.asset}_${instrument.quote}`, ID, 'spotTicker');
      const stamped = stamp(ID, instrument.venueSymbol, context);
      return { kind: 'volume', ...stamped, market: 'spot', quoteVolume24h: row.quote_volume };
    }),
});
