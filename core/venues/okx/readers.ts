import * as z from 'zod/mini';
import type { Instrument, VenueId } from '../../domain/instrument.ts';
import type { Observation } from '../../domain/observation.ts';
import { HOUR } from '../../domain/time.ts';
import { amount, optionalAmount, positiveAmount } from '../bounded.ts';
import {
  decimal,
  decodeEach,
  optionalDecimal,
  optionalTimestamp,
  positive,
  text,
  timestamp,
} from '../fields.ts';
import type { FrameContext } from '../frames.ts';
import { stamp } from '../rows.ts';

/** Turns rows about any swap into observations of the known ones; the socket sends the same rows. */
export type RowReader = (venue: VenueId, rows: readonly unknown[], context: FrameContext) => Observation[];

function reader<T extends z.ZodMiniType<{ instId: string }>>(
  name: string,
  schema: T,
  observe: (row: z.output<T>, instrument: Instrument, context: FrameContext) => Observation[],
): RowReader {
  return (venue, rows, context) =>
    decodeEach(schema, rows, venue, name).flatMap((row) => {
      const instrument = context.instruments.get(row.instId);
      return instrument === undefined ? [] : observe(row, instrument, context);
    });
}

const MOST_HOURS = 24;

/** Hours between two settlements; null when they make no interval. */
function hoursBetween(from: number | null, to: number | null): number | null {
  if (from === null || to === null) return null;
  const hours = (to - from) / HOUR;
  return hours > 0 && hours <= MOST_HOURS ? hours : null;
}

/**
 * `{"instId": "BTC-USDT-SWAP", "fundingRate": "0.0000663", "fundingTime": "1788508800000",
 *   "nextFundingTime": "1788537600000", "prevFundingTime": "1788480000000", "formulaType": "withRate",
 *   "interestRate": "0.0001", "maxFundingRate": "0.00375", "minFundingRate": "-0.00375", "ts", …}`
 */
const fundingRow = z.object({
  instId: text,
  fundingRate: decimal,
  fundingTime: timestamp,
  nextFundingTime: optionalTimestamp,
  prevFundingTime: optionalTimestamp,
  formulaType: z.optional(z.string()),
  interestRate: optionalDecimal,
  maxFundingRate: optionalDecimal,
  minFundingRate: optionalDecimal,
  ts: optionalTimestamp,
});

/**
 * `fundingRate` is charged at `fundingTime`, the coming settlement; `nextFundingTime` is the one after it.
 * Contracts still on the old formula (`noRate`) have no interest part.
 */
export const readFunding = reader('fundingRate', fundingRow, (row, instrument, context) => {
  const bounds = [row.maxFundingRate, row.minFundingRate].filter((bound) => bound !== null);
  return [
    {
      kind: 'funding',
      ...stamp(instrument.venue, instrument.venueSymbol, context, row.ts),
      fundingRate: row.fundingRate,
      fundingIntervalHours:
        hoursBetween(row.fundingTime, row.nextFundingTime) ??
        hoursBetween(row.prevFundingTime, row.fundingTime),
      nextFundingTime: row.fundingTime,
      anchorRate: row.formulaType === 'noRate' ? 0 : row.interestRate,
      capRate: bounds.length === 0 ? null : Math.max(...bounds.map(Math.abs)),
    },
  ];
});

/** `{"instId": "BTC-USDT-SWAP", "instType": "SWAP", "markPx": "84660.1", "ts": "1744590349506"}` */
const markRow = z.object({ instId: text, markPx: positive, ts: optionalTimestamp });

export const readMarkPrice = reader('markPrice', markRow, (row, instrument, context) => {
  const stamped = stamp(instrument.venue, instrument.venueSymbol, context, row.ts);
  return [{ kind: 'price', ...stamped, markPrice: row.markPx, indexPrice: null }];
});

/** `{"instId": "BTC-USDT", "idxPx": "103895", "ts": "1746942707815", …}`: indices are named by family. */
const indexRow = z.pipe(
  z.object({ instId: text, idxPx: positive, ts: optionalTimestamp }),
  z.transform(({ instId, ...row }) => ({ ...row, instId: `${instId}-SWAP` })),
);

export const readIndexPrice = reader('indexTickers', indexRow, (row, instrument, context) => {
  const stamped = stamp(instrument.venue, instrument.venueSymbol, context, row.ts);
  return [{ kind: 'index', ...stamped, indexPrice: row.idxPx }];
});

/**
 * `{"instId": "BTC-USDT-SWAP", "oi": "2125419", "oiCcy": "21254.19", "oiUsd": "…", "ts"}`: contracts, coins,
 * dollars. Taken as one side; whether OKX counts one or both is unconfirmed (?).
 */
const openInterestRow = z.object({
  instId: text,
  oi: amount,
  oiCcy: optionalAmount,
  oiUsd: optionalAmount,
  ts: optionalTimestamp,
});

/** Of a linear swap in coins; of an inverse one in USD, which contracts × their size give exactly. */
function sizeOf({ oi, oiCcy, oiUsd }: z.output<typeof openInterestRow>, { kind, contractSize }: Instrument) {
  const openInterest = kind === 'inverse' ? oi * contractSize : (oiCcy ?? oi * contractSize);
  return { openInterest, openInterestValue: kind === 'inverse' ? openInterest : oiUsd };
}

export const readOpenInterest = reader('openInterest', openInterestRow, (row, instrument, context) => [
  {
    kind: 'open-interest',
    ...stamp(instrument.venue, instrument.venueSymbol, context, row.ts),
    ...sizeOf(row, instrument),
  },
]);

/** `{"instId", "last": "9999.99", "vol24h", "volCcy24h", "ts"}`: swaps state `volCcy24h` in coins, spot in quote. */
export const tickerRow = z.object({
  instId: text,
  last: positiveAmount,
  volCcy24h: amount,
  ts: optionalTimestamp,
});

export const readTurnover = reader('tickers', tickerRow, (row, instrument, context) => {
  const stamped = stamp(instrument.venue, instrument.venueSymbol, context, row.ts);
  return [{ kind: 'volume', ...stamped, market: 'perp', quoteVolume24h: row.volCcy24h * row.last }];
});
