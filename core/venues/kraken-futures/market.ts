import * as z from 'zod/mini';
import type { Instrument } from '../../domain/instrument.ts';
import type { Observation } from '../../domain/observation.ts';
import { HOUR, type Ms } from '../../domain/time.ts';
import { bookSides } from '../book-sides.ts';
import { amount, optionalAmount, positiveAmount } from '../bounded.ts';
import { decimal, decodeEach, optionalPositive, positive, rowsOf, text } from '../fields.ts';
import { type Clocks, stamp } from '../rows.ts';
import { requireSymbol } from '../symbol-check.ts';
import { DOCS, derivativesUrl, envelope, forInstrument, forVenue, ID, isInverse } from './endpoints.ts';

/** What ticker and socket agree on; the rate is relative, of one hour. */
export interface Figures {
  readonly time: Ms | undefined;
  readonly markPrice: number;
  readonly indexPrice: number | null;
  /** Coins, or dollars of an inverse contract. */
  readonly openInterest: number;
  readonly hourlyRate: number | null;
  /** The top of the next hour where the answer does not say. */
  readonly nextFundingTime?: Ms | null;
  /** Coins and dollars, or dollars of an inverse contract. */
  readonly volume24h: number | null;
  readonly quoteVolume24h: number | null;
}

export function observeFigures(figures: Figures, instrument: Instrument, clocks: Clocks): Observation[] {
  const { markPrice, indexPrice, openInterest, hourlyRate, volume24h } = figures;
  const stamped = stamp(ID, instrument.venueSymbol, clocks, figures.time);
  const inverse = isInverse(instrument);
  const size = openInterest * instrument.contractSize;
  const observations: Observation[] = [
    { kind: 'price', ...stamped, markPrice, indexPrice },
    {
      kind: 'open-interest',
      ...stamped,
      openInterest: size,
      openInterestValue: inverse ? size : null,
    },
  ];
  if (hourlyRate !== null) {
    observations.push({
      kind: 'funding',
      ...stamped,
      fundingRate: hourlyRate,
      fundingIntervalHours: 1,
      nextFundingTime: figures.nextFundingTime ?? (Math.floor(stamped.venueTime / HOUR) + 1) * HOUR,
      anchorRate: null,
      capRate: null,
    });
  }
  if (volume24h === null) return observations;
  const traded = figures.quoteVolume24h ?? volume24h * markPrice;
  const quoteVolume24h = inverse ? volume24h * instrument.contractSize : traded;
  return [...observations, { kind: 'volume', ...stamped, market: 'perp', quoteVolume24h }];
}

/**
 * `{"symbol": "PF_XBTUSD", "markPrice", "indexPrice", "openInterest", "vol24h", "volumeQuote", "suspended": false,
 *   "fundingRate": paid an hour for one contract, …}`
 */
const ticker = z.object({
  symbol: text,
  markPrice: positiveAmount,
  indexPrice: optionalPositive,
  openInterest: amount,
  vol24h: optionalAmount,
  volumeQuote: optionalAmount,
  fundingRate: z.optional(decimal),
});

/**
 * The rate is absolute: dollars for a coin of a linear contract, so relative to the price; coins for a dollar of
 * an inverse one, so the price is what it is multiplied with.
 */
function hourlyRate({ fundingRate, indexPrice, markPrice }: z.output<typeof ticker>, inverse: boolean) {
  if (fundingRate === undefined) return null;
  const price = indexPrice ?? markPrice;
  return inverse ? fundingRate * price : fundingRate / price;
}

function figuresOf(row: z.output<typeof ticker>, instrument: Instrument, time: Ms | undefined): Figures {
  return {
    time,
    markPrice: row.markPrice,
    indexPrice: row.indexPrice,
    openInterest: row.openInterest,
    hourlyRate: hourlyRate(row, isInverse(instrument)),
    volume24h: row.vol24h,
    quoteVolume24h: row.volumeQuote,
  };
}

const PROVIDES = ['price', 'funding', 'open-interest', 'volume:perp'] as const;

export const tickerOf = forInstrument({
  id: 'ticker',
  provides: PROVIDES,
  docs: `${DOCS}/trading/get-ticker`,
  limit: 'derivatives',
  schema: envelope({ ticker }),
  url: ({ venueSymbol }) => derivativesUrl(`tickers/${venueSymbol}`),
  observe({ ticker: row, serverTime }, instrument, context) {
    requireSymbol(row.symbol.toUpperCase(), instrument.venueSymbol, ID, 'ticker');
    return observeFigures(figuresOf(row, instrument, serverTime), instrument, context);
  },
});

/** Every contract's ticker; dated ones and indices are there too. */
export const tickers = forVenue({
  id: 'tickers',
  provides: PROVIDES,
  docs: `${DOCS}/trading/get-tickers`,
  limit: 'derivatives',
  schema: envelope({ tickers: rowsOf(z.unknown(), 5_000) }),
  url: () => derivativesUrl('tickers'),
  observe: ({ tickers: rows, serverTime }, context) =>
    decodeEach(ticker, rows, ID, 'tickers').flatMap((row) => {
      const instrument = context.instruments.get(row.symbol.toUpperCase());
      if (instrument === undefined) return [];
      return observeFigures(figuresOf(row, instrument, serverTime), instrument, context);
    }),
});

const MAX_LEVELS = 20_000;
const level = z.tuple([positive, amount], z.unknown());

/** The whole book; the answer does not name its contract. */
export const orderbook = forInstrument({
  id: 'orderbook',
  provides: ['book'],
  docs: `${DOCS}/trading/get-orderbook`,
  limit: 'derivatives',
  schema: envelope({
    orderBook: z.object({ bids: rowsOf(level, MAX_LEVELS), asks: rowsOf(level, MAX_LEVELS) }),
  }),
  url: ({ venueSymbol }) => derivativesUrl('orderbook', { symbol: venueSymbol }),
  observe({ orderBook: { bids, asks }, serverTime }, { venueSymbol }, context) {
    const stamped = stamp(ID, venueSymbol, context, serverTime);
    return [{ kind: 'book', ...stamped, ...bookSides(bids, asks) }];
  },
});
