import * as z from 'zod/mini';
import type { Instrument } from '../../domain/instrument.ts';
import type { Observation } from '../../domain/observation.ts';
import { bookSides } from '../book-sides.ts';
import { amount, positiveAmount } from '../bounded.ts';
import {
  decimal,
  optionalNonNegative,
  optionalPositive,
  positive,
  rowsOf,
  text,
  timestamp,
} from '../fields.ts';
import { type Clocks, rowLimit, stamp } from '../rows.ts';
import { requireSymbol } from '../symbol-check.ts';
import { answerOf, DOCS, type Gateway } from './gateway.ts';
import { spotOf } from './history.ts';

/**
 * `{"instrument_name": "BTC-PERPETUAL", "timestamp", "mark_price", "index_price", "open_interest": USD of a reversed
 *   contract, coins of a linear one, "current_funding": of this moment, "funding_8h": of the last 8 hours,
 *   "stats": {"volume": coins, "volume_usd"}, …}`; `interest_value` is part of the funding, no open interest.
 */
export const ticker = z.object({
  instrument_name: text,
  timestamp,
  mark_price: positiveAmount,
  index_price: optionalPositive,
  open_interest: amount,
  funding_8h: decimal,
  stats: z.object({ volume_usd: optionalNonNegative }),
});

/** Funding flows all the time; what the last eight hours brought, by the hour, is the rate the history counts in. */
const HOURS = 8;

export function observeTicker(
  row: z.output<typeof ticker>,
  { venue, kind }: Instrument,
  clocks: Clocks,
): Observation[] {
  const stamped = stamp(venue, row.instrument_name, clocks, row.timestamp);
  const observations: Observation[] = [
    { kind: 'price', ...stamped, markPrice: row.mark_price, indexPrice: row.index_price },
    {
      kind: 'funding',
      ...stamped,
      fundingRate: row.funding_8h / HOURS,
      fundingIntervalHours: 1,
      nextFundingTime: null,
      anchorRate: null,
      capRate: null,
    },
    {
      kind: 'open-interest',
      ...stamped,
      openInterest: row.open_interest,
      openInterestValue: kind === 'inverse' ? row.open_interest : null,
    },
  ];
  const quoteVolume24h = row.stats.volume_usd;
  if (quoteVolume24h === null) return observations;
  return [...observations, { kind: 'volume', ...stamped, market: 'perp', quoteVolume24h }];
}

export const tickerEndpoint = (gateway: Gateway) =>
  gateway.forInstrument({
    id: 'ticker',
    provides: ['price', 'funding', 'open-interest', 'volume:perp'],
    docs: `${DOCS}/public-ticker`,
    limit: 'requests',
    schema: answerOf(ticker),
    url: ({ venueSymbol }) => gateway.url('ticker', { instrument_name: venueSymbol }),
    observe({ result }, instrument, context) {
      requireSymbol(result.instrument_name, instrument.venueSymbol, gateway.id, 'ticker');
      return observeTicker(result, instrument, context);
    },
  });

const spotTickerRow = z.object({
  instrument_name: text,
  timestamp,
  stats: z.object({ volume_usd: amount }),
});

export const spotTicker = (gateway: Gateway) =>
  gateway.forInstrument({
    id: 'spotTicker',
    provides: ['volume:spot'],
    docs: `${DOCS}/public-ticker`,
    limit: 'requests',
    schema: answerOf(spotTickerRow),
    url: (instrument) => gateway.url('ticker', { instrument_name: spotOf(instrument) }),
    observe({ result }, instrument, context) {
      requireSymbol(result.instrument_name, spotOf(instrument), gateway.id, 'spotTicker');
      const stamped = stamp(gateway.id, instrument.venueSymbol, context, result.timestamp);
      return [{ kind: 'volume', ...stamped, market: 'spot', quoteVolume24h: result.stats.volume_usd }];
    },
  });

/** Depths the venue takes; the smallest that holds the levels wanted is asked for. */
const DEPTHS = [20, 50, 100, 1_000];
const MAX_LEVELS = 1_000;
const level = z.tuple([positive, amount], z.unknown());

/** `{"instrument_name", "timestamp", "bids": [[87002.5, 199190]], "asks": […], …}`; sizes as the open interest counts. */
export const orderBook = (gateway: Gateway) =>
  gateway.forInstrument({
    id: 'get_order_book',
    provides: ['book'],
    docs: `${DOCS}/public-get_order_book`,
    limit: 'requests',
    maxRows: MAX_LEVELS,
    schema: answerOf(
      z.object({
        instrument_name: text,
        timestamp,
        bids: rowsOf(level, MAX_LEVELS),
        asks: rowsOf(level, MAX_LEVELS),
      }),
    ),
    url({ venueSymbol }, query) {
      const wanted = rowLimit(query, MAX_LEVELS);
      const depth = DEPTHS.find((one) => one >= wanted);
      return gateway.url('get_order_book', { instrument_name: venueSymbol, depth });
    },
    observe({ result }, { venueSymbol }, context) {
      requireSymbol(result.instrument_name, venueSymbol, gateway.id, 'get_order_book');
      const stamped = stamp(gateway.id, venueSymbol, context, result.timestamp);
      return [{ kind: 'book', ...stamped, ...bookSides(result.bids, result.asks) }];
    },
  });
