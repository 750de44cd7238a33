import * as z from 'zod/mini';
import { bookSides } from '../book-sides.ts';
import { amount } from '../bounded.ts';
import { optionalTimestamp, positive, rowsOf } from '../fields.ts';
import { queryString } from '../query-string.ts';
import { rowLimit, stamp } from '../rows.ts';
import { requireSymbol } from '../symbol-check.ts';
import { API, DOCS, envelope, familyOf, type Line, openEnvelope, spotPair } from './endpoints.ts';
import {
  readFunding,
  readIndexPrice,
  readMarkPrice,
  readOpenInterest,
  readTurnover,
  tickerRow,
} from './readers.ts';

/** `instId=ANY` answers for all swaps at once. */
export const fundingRate = (line: Line) =>
  line.forVenue({
    id: 'fundingRate',
    provides: ['funding'],
    docs: `${DOCS}#public-data-rest-api-get-funding-rate`,
    limit: 'fundingRate',
    schema: openEnvelope,
    url: () => `${API}/public/funding-rate${queryString({ instId: 'ANY' })}`,
    observe: ({ data }, context) => readFunding(line.id, data, context),
  });

export const markPrice = (line: Line) =>
  line.forVenue({
    id: 'markPrice',
    provides: ['price'],
    docs: `${DOCS}#public-data-rest-api-get-mark-price`,
    limit: 'markPrice',
    schema: openEnvelope,
    url: () => `${API}/public/mark-price${queryString({ instType: 'SWAP' })}`,
    observe: ({ data }, context) => readMarkPrice(line.id, data, context),
  });

export const indexTickers = (line: Line) =>
  line.forInstrument({
    id: 'indexTickers',
    provides: ['index'],
    docs: `${DOCS}#public-data-rest-api-get-index-tickers`,
    limit: 'indexTickers',
    schema: openEnvelope,
    url: (instrument) => `${API}/market/index-tickers${queryString({ instId: familyOf(instrument) })}`,
    observe({ data }, instrument, context) {
      const instruments = new Map([[instrument.venueSymbol, instrument]]);
      return readIndexPrice(line.id, data, { ...context, instruments });
    },
  });

export const openInterest = (line: Line) =>
  line.forVenue({
    id: 'openInterest',
    provides: ['open-interest'],
    docs: `${DOCS}#public-data-rest-api-get-open-interest`,
    limit: 'openInterest',
    schema: openEnvelope,
    url: () => `${API}/public/open-interest${queryString({ instType: 'SWAP' })}`,
    observe: ({ data }, context) => readOpenInterest(line.id, data, context),
  });

export const tickers = (line: Line) =>
  line.forVenue({
    id: 'tickers',
    provides: ['volume:perp'],
    docs: `${DOCS}#order-book-trading-market-data-get-tickers`,
    limit: 'tickers',
    schema: openEnvelope,
    url: () => `${API}/market/tickers${queryString({ instType: 'SWAP' })}`,
    observe: ({ data }, context) => readTurnover(line.id, data, context),
  });

/** The coin's spot pair in the same quote; a pair without one is an `unknown-symbol` fault. */
export const spotTicker = (line: Line) =>
  line.forInstrument({
    id: 'spotTicker',
    provides: ['volume:spot'],
    docs: `${DOCS}#order-book-trading-market-data-get-ticker`,
    limit: 'ticker',
    schema: envelope(tickerRow, 1),
    url: (instrument) => `${API}/market/ticker${queryString({ instId: spotPair(instrument) })}`,
    observe({ data: [row] }, instrument, context) {
      if (row === undefined) return [];
      requireSymbol(row.instId, spotPair(instrument), line.id, 'spotTicker');
      const stamped = stamp(line.id, instrument.venueSymbol, context, row.ts);
      return [{ kind: 'volume', ...stamped, market: 'spot', quoteVolume24h: row.volCcy24h }];
    },
  });

const DEEPEST_BOOK = 400;

/** `[price, contracts, "0", orders]` */
const level = z.tuple([positive, amount], z.unknown());
const book = z.object({
  bids: rowsOf(level, 5_000),
  asks: rowsOf(level, 5_000),
  ts: optionalTimestamp,
});

export const books = (line: Line) =>
  line.forInstrument({
    id: 'books',
    provides: ['book'],
    docs: `${DOCS}#order-book-trading-market-data-get-order-book`,
    limit: 'books',
    maxRows: DEEPEST_BOOK,
    schema: envelope(book, 1),
    url: ({ venueSymbol }, query) =>
      `${API}/market/books${queryString({ instId: venueSymbol, sz: rowLimit(query, DEEPEST_BOOK) })}`,
    observe({ data }, instrument, context) {
      return data.map(({ bids, asks, ts }) => ({
        kind: 'book',
        ...stamp(line.id, instrument.venueSymbol, context, ts),
        ...bookSides(bids, asks, instrument.contractSize),
      }));
    },
  });
