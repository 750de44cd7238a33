import * as z from 'zod/mini';
import type { Instrument } from '../../domain/instrument.ts';
import type { Observation } from '../../domain/observation.ts';
import { DAY, HOUR } from '../../domain/time.ts';
import { amount, optionalAmount } from '../bounded.ts';
import { decimal, optionalDecimal, optionalTimestamp, positive, rowsOf, text, timestamp } from '../fields.ts';
import { pageNumber, rowLimit, seriesObservation, stamp } from '../rows.ts';
import { requireSymbol } from '../symbol-check.ts';
import type { ParseContext } from '../venue.ts';
import { DOCS, envelope, type Line, PERIOD, SIDES, v5 } from './line.ts';

/** One row, or a list of one: both are answered. */
const oneOf = <T extends z.ZodMiniType>(row: T) => z.union([row, rowsOf(row, 1)]);
function rowIn<T extends object>(data: T | readonly T[]): T | undefined {
  return Array.isArray(data) ? data[0] : (data as T);
}

/**
 * `{"contract_code", "funding_rate": "0.000083", "funding_time": settled, "next_funding_time", "min_funding_rate",
 *   "max_funding_rate"}`; of inverse swaps `funding_time` is the settlement to come and no other is named.
 */
const fundingRow = z.object({
  contract_code: text,
  funding_rate: decimal,
  funding_time: timestamp,
  next_funding_time: optionalTimestamp,
  min_funding_rate: optionalDecimal,
  max_funding_rate: optionalDecimal,
});

function observeFunding(
  row: z.output<typeof fundingRow>,
  { venue, venueSymbol }: Instrument,
  context: ParseContext,
  ts: number,
): Observation[] {
  requireSymbol(row.contract_code, venueSymbol, venue, 'funding_rate');
  const times = [row.funding_time, row.next_funding_time].filter((time) => time !== null);
  const hours = row.next_funding_time === null ? 0 : (row.next_funding_time - row.funding_time) / HOUR;
  const bounds = [row.min_funding_rate, row.max_funding_rate].filter((bound) => bound !== null);
  return [
    {
      kind: 'funding',
      ...stamp(venue, venueSymbol, context, ts),
      fundingRate: row.funding_rate,
      fundingIntervalHours: hours > 0 && hours <= 24 ? hours : null,
      nextFundingTime: times.find((time) => time > ts) ?? null,
      anchorRate: null,
      capRate: bounds.length === 0 ? null : Math.max(...bounds.map(Math.abs)),
    },
  ];
}

export const funding = (line: Line) =>
  line.forInstrument({
    id: 'funding_rate',
    provides: ['funding'],
    docs: DOCS,
    limit: 'public',
    schema: envelope({ data: oneOf(fundingRow) }),
    url({ venueSymbol: contract_code }) {
      return line.kind === 'linear'
        ? v5('funding_rate', { contract_code })
        : line.terms('swap_funding_rate', { contract_code });
    },
    observe({ data, ts }, instrument, context) {
      const row = rowIn(data);
      return row === undefined ? [] : observeFunding(row, instrument, context, ts);
    },
  });

const settlement = z.object({ contract_code: text, funding_rate: decimal, funding_time: timestamp });
const settlements = rowsOf(settlement, 1_000);
const PAGE = { linear: 100, inverse: 50 };

/** Newest first; inverse swaps answer numbered pages of fifty. */
export const fundingHistory = (line: Line) =>
  line.forInstrument({
    id: 'funding_rate_history',
    provides: ['series:funding'],
    docs: DOCS,
    limit: 'public',
    maxRows: PAGE[line.kind],
    schema: envelope({ data: z.union([settlements, z.object({ data: settlements })]) }),
    url({ venueSymbol: contract_code }, query) {
      const limit = rowLimit(query, PAGE[line.kind]);
      return line.kind === 'linear'
        ? v5('funding_rate_history', { contract_code, start_time: query.since, end_time: query.until, limit })
        : line.terms('swap_historical_funding_rate', {
            contract_code,
            page_index: pageNumber(query, PAGE.inverse),
            page_size: limit,
          });
    },
    observe({ data }, instrument, context) {
      const rows = 'data' in data ? data.data : data;
      for (const row of rows) {
        requireSymbol(row.contract_code, instrument.venueSymbol, line.id, 'funding_rate_history');
      }
      const points = rows.map((row) => ({ time: row.funding_time, value: row.funding_rate }));
      return seriesObservation('funding', null, points, instrument, context);
    },
  });

/** `{"contract_code": "BTC-USDT", "index_price": 96240.5, "index_ts": 1603695162580}` */
const indexRow = z.object({ contract_code: text, index_price: positive, index_ts: timestamp });

export const index = (line: Line) =>
  line.forInstrument({
    id: 'swap_index',
    provides: ['index'],
    docs: DOCS,
    limit: 'public',
    schema: envelope({ data: rowsOf(indexRow, 1_000) }),
    url: ({ venueSymbol }) => line.terms('swap_index', { contract_code: venueSymbol }),
    observe: ({ data }, { venueSymbol }, context) =>
      data
        .filter((row) => row.contract_code === venueSymbol)
        .map((row) => ({
          kind: 'index',
          ...stamp(line.id, venueSymbol, context, row.index_ts),
          indexPrice: row.index_price,
        })),
  });

/** `{"contract_code", "volume": contracts, "amount": coins, "value": USDT of a linear swap, …}` */
const interestRow = z.object({ contract_code: text, volume: amount, amount, value: optionalAmount });

/**
 * Linear swaps count both sides, inverse ones a single side: the documentation says so of each.
 * https://www.htx.com/en-us/opend/newApiPages/?id=5d5173ee-77b6-11ed-9966-0242ac110003
 */
function interestOf(row: Omit<z.output<typeof interestRow>, 'contract_code'>, instrument: Instrument) {
  if (instrument.kind === 'inverse') {
    const dollars = row.volume * instrument.contractSize;
    return { openInterest: dollars, openInterestValue: dollars };
  }
  return {
    openInterest: row.amount / SIDES,
    openInterestValue: row.value === null ? null : row.value / SIDES,
  };
}

export const openInterest = (line: Line) =>
  line.forInstrument({
    id: 'open_interest',
    provides: ['open-interest'],
    docs: DOCS,
    limit: 'public',
    schema: envelope({ data: z.union([interestRow, rowsOf(interestRow, 1_000)]) }),
    url({ venueSymbol: contract_code }) {
      return line.kind === 'linear'
        ? v5('open_interest', { contract_code })
        : line.terms('swap_open_interest', { contract_code });
    },
    observe({ data, ts }, instrument, context) {
      const rows = Array.isArray(data) ? data : [data];
      const row = rows.find((one) => one.contract_code === instrument.venueSymbol);
      const other = rows[0];
      if (row === undefined) {
        if (other !== undefined) {
          requireSymbol(other.contract_code, instrument.venueSymbol, line.id, 'open_interest');
        }
        return [];
      }
      const stamped = stamp(line.id, instrument.venueSymbol, context, ts);
      return [{ kind: 'open-interest', ...stamped, ...interestOf(row, instrument) }];
    },
  });

const MAX_HOURS = 200;
/** Contracts, or coins. */
const AMOUNT_TYPE = { inverse: 1, linear: 2 };
const historyRow = z.object({ volume: amount, amount_type: decimal, ts: timestamp });

/** Hour by hour, the newest 200; sides as the newest value counts them. */
export const openInterestHistory = (line: Line) =>
  line.forInstrument({
    id: 'swap_his_open_interest',
    provides: ['series:open-interest'],
    intervals: ['1h'],
    docs: DOCS,
    limit: 'public',
    maxRows: MAX_HOURS,
    reachMs: (MAX_HOURS * DAY) / 24,
    schema: envelope({ data: z.object({ contract_code: text, tick: rowsOf(historyRow, 2_000) }) }),
    url: ({ venueSymbol }, query) =>
      line.terms('swap_his_open_interest', {
        contract_code: venueSymbol,
        ...(line.kind === 'linear' && { contract_type: 'swap' }),
        period: PERIOD['1h'],
        amount_type: AMOUNT_TYPE[line.kind],
        size: rowLimit(query, MAX_HOURS),
      }),
    observe({ data }, instrument, context) {
      requireSymbol(data.contract_code, instrument.venueSymbol, line.id, 'swap_his_open_interest');
      const factor = line.kind === 'linear' ? 1 / SIDES : instrument.contractSize;
      const points = data.tick
        .filter((row) => row.amount_type === AMOUNT_TYPE[line.kind])
        .map((row) => ({ time: row.ts, value: row.volume * factor }));
      return seriesObservation('open-interest', '1h', points, instrument, context);
    },
  });
