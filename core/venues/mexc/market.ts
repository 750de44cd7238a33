import * as z from 'zod/mini';
import type { Observation } from '../../domain/observation.ts';
import { bookSides } from '../book-sides.ts';
import { optionalAmount } from '../bounded.ts';
import {
  decimal,
  nonNegative,
  optionalDecimal,
  optionalPositive,
  positive,
  rowsOf,
  text,
  timestamp,
} from '../fields.ts';
import { readOnly, rowReader } from '../known-rows.ts';
import { rowLimit, stamp } from '../rows.ts';
import { requireSymbol } from '../symbol-check.ts';
import {
  contractUrl,
  DOCS,
  envelope,
  forInstrument,
  forVenue,
  ID,
  SPOT_DOCS,
  spotSymbol,
  spotUrl,
  symbolPath,
} from './endpoints.ts';

/**
 * `{"symbol": "BTC_USDT", "fairPrice": 31199.5 (the mark), "indexPrice": 31016.3, "holdVol": 55102960 contracts,
 *   "volume24": contracts, "amount24": 124905007.44 in what it settles in, "fundingRate": 0.001, "timestamp", …}`. Its
 * rate comes without interval and is not read. Whether open interest counts one side is unconfirmed (?).
 * A socket sends the same rows.
 */
const tickerRow = z.object({
  symbol: text,
  fairPrice: optionalPositive,
  indexPrice: optionalPositive,
  holdVol: optionalAmount,
  volume24: optionalAmount,
  amount24: optionalAmount,
  timestamp,
});

export const readTickers = rowReader(
  ID,
  'ticker',
  tickerRow,
  ({ symbol }) => symbol,
  (row, { kind, contractSize }, context) => {
    const stamped = stamp(ID, row.symbol, context, row.timestamp);
    const observations: Observation[] = [];
    const { fairPrice, indexPrice, holdVol, volume24, amount24 } = row;
    if (fairPrice !== null)
      observations.push({ kind: 'price', ...stamped, markPrice: fairPrice, indexPrice });
    if (holdVol !== null) {
      const openInterest = holdVol * contractSize;
      observations.push({ kind: 'open-interest', ...stamped, openInterest, openInterestValue: null });
    }
    const contractsInDollars = volume24 === null ? null : volume24 * contractSize;
    const dollars = kind === 'inverse' ? contractsInDollars : amount24;
    if (dollars !== null)
      observations.push({ kind: 'volume', ...stamped, market: 'perp', quoteVolume24h: dollars });
    return observations;
  },
);

const TICKER = { provides: ['price', 'open-interest', 'volume:perp'], docs: `${DOCS}#get-ticker` } as const;

/** Everyone's at once. */
export const tickers = forVenue({
  ...TICKER,
  id: 'tickers',
  limit: 'ticker',
  schema: envelope(rowsOf(z.unknown(), 5_000)),
  url: () => contractUrl('ticker'),
  observe: ({ data }, context) => readTickers(data, context),
});

export const ticker = forInstrument({
  ...TICKER,
  id: 'ticker',
  limit: 'ticker',
  schema: envelope(z.unknown()),
  url: ({ venueSymbol }) => contractUrl('ticker', { symbol: venueSymbol }),
  observe: ({ data }, instrument, context) => readOnly(readTickers, [data], instrument, context),
});

/**
 * `{"symbol": "BTC_USDT", "fundingRate": 1.4e-05, "maxFundingRate": 0.003, "minFundingRate": -0.003,
 *   "collectCycle": 8 hours, "nextSettleTime": 1643241600000, "timestamp": 1643240373359}`
 */
const fundingRow = z.object({
  symbol: text,
  fundingRate: decimal,
  maxFundingRate: optionalDecimal,
  minFundingRate: optionalDecimal,
  collectCycle: positive,
  nextSettleTime: timestamp,
  timestamp,
});

const readFunding = rowReader(
  ID,
  'fundingRate',
  fundingRow,
  ({ symbol }) => symbol,
  (row, _, context) => {
    const bounds = [row.maxFundingRate, row.minFundingRate].filter((bound) => bound !== null);
    return [
      {
        kind: 'funding',
        ...stamp(ID, row.symbol, context, row.timestamp),
        fundingRate: row.fundingRate,
        fundingIntervalHours: row.collectCycle,
        nextFundingTime: row.nextSettleTime,
        anchorRate: null,
        capRate: bounds.length === 0 ? null : Math.max(...bounds.map(Math.abs)),
      },
    ];
  },
);

const FUNDING = { provides: ['funding'], docs: `${DOCS}#get-funding-rate` } as const;

/** Everyone's at once. */
export const fundingRates = forVenue({
  ...FUNDING,
  id: 'fundingRates',
  limit: 'fundingRate',
  schema: envelope(rowsOf(z.unknown(), 5_000)),
  url: () => contractUrl('funding_rate'),
  observe: ({ data }, context) => readFunding(data, context),
});

export const fundingRate = forInstrument({
  ...FUNDING,
  id: 'fundingRate',
  limit: 'fundingRate',
  schema: envelope(z.unknown()),
  url: (instrument) => contractUrl(`funding_rate/${symbolPath(instrument)}`),
  observe: ({ data }, instrument, context) => readOnly(readFunding, [data], instrument, context),
});

const DEEPEST_BOOK = 1_000;
const level = z.tuple([positive, nonNegative], z.unknown());

/** `{"asks": [[3445.72, 48379 contracts, 1 order]], "bids": […], "version": 2827730444, "timestamp": 1634117846232}` */
export const depth = forInstrument({
  id: 'depth',
  provides: ['book'],
  docs: `${DOCS}#get-the-contract-s-depth-information`,
  limit: 'depth',
  maxRows: DEEPEST_BOOK,
  schema: envelope(z.object({ asks: rowsOf(level, 5_000), bids: rowsOf(level, 5_000), timestamp })),
  url: (instrument, query) =>
    contractUrl(`depth/${symbolPath(instrument)}`, { limit: rowLimit(query, DEEPEST_BOOK) }),
  observe: ({ data: { asks, bids, timestamp: time } }, instrument, context) => [
    {
      kind: 'book',
      ...stamp(ID, instrument.venueSymbol, context, time),
      ...bookSides(bids, asks, instrument.contractSize),
    },
  ],
});

/** `{"symbol": "BTCUSDT", "volume": "1732.46" coins, "quoteVolume": "80142000" or null, "closeTime": 1641349582808}` */
const spotRow = z.object({ symbol: text, quoteVolume: optionalAmount, closeTime: timestamp });

export const spotTicker = forInstrument({
  id: 'spotTicker',
  provides: ['volume:spot'],
  docs: `${SPOT_DOCS}#24hr-ticker-price-change-statistics`,
  limit: 'spotTicker',
  schema: spotRow,
  url: (instrument) => spotUrl('ticker/24hr', { symbol: spotSymbol(instrument) }),
  observe({ symbol, quoteVolume, closeTime }, instrument, context) {
    requireSymbol(symbol, spotSymbol(instrument), ID, 'spotTicker');
    if (quoteVolume === null) return [];
    const stamped = stamp(ID, instrument.venueSymbol, context, closeTime);
    return [{ kind: 'volume', ...stamped, market: 'spot', quoteVolume24h: quoteVolume }];
  },
});
