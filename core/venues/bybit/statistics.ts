import * as z from 'zod/mini';
import { decimal, nonNegative, optionalNonNegative, positive, text, timestamp } from '../fields.ts';
import { rowLimit, seriesObservation } from '../rows.ts';
import { requireSymbol, rowsOfSymbol } from '../symbol-check.ts';
import { DOCS, intervalOf, type Line, listOf, marketUrl, PERIOD } from './endpoints.ts';
import { oneSide } from './market.ts';

const MAX_FUNDING_ROWS = 200;
const MAX_INTEREST_ROWS = 200;
const MAX_RATIO_ROWS = 500;

/** `{"symbol": "BTCUSDT", "fundingRate": "0.0001", "fundingRateTimestamp": "1672041600000"}`, newest first. */
const fundingRow = z.object({ symbol: text, fundingRate: decimal, fundingRateTimestamp: timestamp });

export const fundingHistory = (line: Line) =>
  line.forInstrument({
    id: 'funding-history',
    provides: ['series:funding'],
    docs: `${DOCS}/history-fund-rate`,
    limit: 'market',
    maxRows: MAX_FUNDING_ROWS,
    schema: listOf(fundingRow, MAX_FUNDING_ROWS),
    url: ({ venueSymbol }, query) =>
      marketUrl('funding/history', {
        category: line.category,
        symbol: venueSymbol,
        // A start without an end is refused.
        startTime: query.until === undefined ? undefined : query.since,
        endTime: query.until,
        limit: rowLimit(query, MAX_FUNDING_ROWS),
      }),
    observe({ result }, instrument, context) {
      const own = rowsOfSymbol(result.list, instrument.venueSymbol, line.id, 'funding-history');
      const points = own.map((row) => ({ time: row.fundingRateTimestamp, value: row.fundingRate }));
      return seriesObservation('funding', null, points, instrument, context);
    },
  });

/** `{"openInterest": both sides, "singleOpenInterest": one side (since 2026-06-11), "timestamp"}`; coins, or USD of an inverse contract. */
const openInterestRow = z
  .pipe(
    z.object({ openInterest: optionalNonNegative, singleOpenInterest: optionalNonNegative, timestamp }),
    z.transform((row) => ({
      time: row.timestamp,
      value: oneSide(row.singleOpenInterest, row.openInterest) ?? Number.NaN,
    })),
  )
  .check(z.refine(({ value }) => Number.isFinite(value), 'has no open interest'));

export const openInterestHistory = (line: Line) =>
  line.forInstrument({
    id: 'open-interest',
    provides: ['series:open-interest'],
    docs: `${DOCS}/open-interest`,
    limit: 'market',
    maxRows: MAX_INTEREST_ROWS,
    schema: listOf(openInterestRow, MAX_INTEREST_ROWS),
    url: ({ venueSymbol }, query) =>
      marketUrl('open-interest', {
        category: line.category,
        symbol: venueSymbol,
        intervalTime: PERIOD[intervalOf(query)],
        startTime: query.since,
        endTime: query.until,
        limit: rowLimit(query, MAX_INTEREST_ROWS),
      }),
    observe({ result }, instrument, context) {
      requireSymbol(result.symbol ?? '', instrument.venueSymbol, line.id, 'open-interest');
      return seriesObservation('open-interest', intervalOf(context.query), result.list, instrument, context);
    },
  });

/** `{"symbol": "BTCUSDT", "buyRatio": "0.49", "sellRatio": "0.51", "timestamp": "1696262400000"}`, newest first. */
const ratioRow = z.object({ symbol: text, buyRatio: nonNegative, sellRatio: positive, timestamp });

export const accountRatio = (line: Line) =>
  line.forInstrument({
    id: 'account-ratio',
    provides: ['series:long-short-account-ratio'],
    docs: `${DOCS}/long-short-ratio`,
    limit: 'market',
    maxRows: MAX_RATIO_ROWS,
    schema: listOf(ratioRow, MAX_RATIO_ROWS),
    url: ({ venueSymbol }, query) =>
      marketUrl('account-ratio', {
        category: line.category,
        symbol: venueSymbol,
        period: PERIOD[intervalOf(query)],
        startTime: query.since,
        endTime: query.until,
        limit: rowLimit(query, MAX_RATIO_ROWS),
      }),
    observe({ result }, instrument, context) {
      const own = rowsOfSymbol(result.list, instrument.venueSymbol, line.id, 'account-ratio');
      const points = own.map((row) => ({ time: row.timestamp, value: row.buyRatio / row.sellRatio }));
      return seriesObservation(
        'long-short-account-ratio',
        intervalOf(context.query),
        points,
        instrument,
        context,
      );
    },
  });
