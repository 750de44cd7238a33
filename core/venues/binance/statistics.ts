import * as z from 'zod/mini';
import type { Instrument } from '../../domain/instrument.ts';
import { DAY, HOUR } from '../../domain/time.ts';
import { decimal, nonNegative, positive, rowsOf, text, timestamp } from '../fields.ts';
import { queryString } from '../query-string.ts';
import { rowLimit, seriesObservation } from '../rows.ts';
import { rowsOfSymbol } from '../symbol-check.ts';
import type { Query } from '../venue.ts';
import { DOCS, FUTURES, forInstrument, ID } from './endpoints.ts';

/** Statistics reach back a month; an hour of slack keeps a request at the edge from being refused. */
const REACH = 30 * DAY - HOUR;
const MAX_ROWS = 500;
const MAX_FUNDING_ROWS = 1_000;

const periodOf = (query: Query) => query.interval ?? '5m';

function statisticsUrl(path: string, { venueSymbol }: Instrument, query: Query): string {
  const parameters = queryString({
    symbol: venueSymbol,
    period: periodOf(query),
    limit: rowLimit(query, MAX_ROWS),
    startTime: query.since,
    endTime: query.until,
  });
  return `${FUTURES}/futures/data/${path}${parameters}`;
}

/** `{"symbol": "BTCUSDT", "sumOpenInterest": "20403.637", "sumOpenInterestValue": "150570784.07", "timestamp"}` */
export const openInterestHist = forInstrument({
  id: 'openInterestHist',
  provides: ['series:open-interest'],
  docs: `${DOCS}/Open-Interest-Statistics`,
  limit: 'data',
  maxRows: MAX_ROWS,
  reachMs: REACH,
  schema: rowsOf(z.object({ symbol: text, sumOpenInterest: nonNegative, timestamp }), 1_000),
  url: (instrument, query) => statisticsUrl('openInterestHist', instrument, query),
  observe(rows, instrument, context) {
    const own = rowsOfSymbol(rows, instrument.venueSymbol, ID, 'openInterestHist');
    const points = own.map((row) => ({ time: row.timestamp, value: row.sumOpenInterest }));
    return seriesObservation('open-interest', periodOf(context.query), points, instrument, context);
  },
});

/** `{"symbol": "BTCUSDT", "longShortRatio": "1.9603", "longAccount": "0.6622", "shortAccount": "0.3378", "timestamp"}` */
export const globalLongShortAccountRatio = forInstrument({
  id: 'globalLongShortAccountRatio',
  provides: ['series:long-short-account-ratio'],
  docs: `${DOCS}/Long-Short-Ratio`,
  limit: 'data',
  maxRows: MAX_ROWS,
  reachMs: REACH,
  schema: rowsOf(
    z.object({ symbol: text, longAccount: nonNegative, shortAccount: positive, timestamp }),
    1_000,
  ),
  url: (instrument, query) => statisticsUrl('globalLongShortAccountRatio', instrument, query),
  observe(rows, instrument, context) {
    const own = rowsOfSymbol(rows, instrument.venueSymbol, ID, 'globalLongShortAccountRatio');
    const points = own.map((row) => ({ time: row.timestamp, value: row.longAccount / row.shortAccount }));
    return seriesObservation(
      'long-short-account-ratio',
      periodOf(context.query),
      points,
      instrument,
      context,
    );
  },
});

/** `{"buySellRatio": "1.5586", "buyVol": "387.3300", "sellVol": "248.5030", "timestamp": 1585614900000}` */
export const takerlongshortRatio = forInstrument({
  id: 'takerlongshortRatio',
  provides: ['series:taker-imbalance'],
  docs: `${DOCS}/Taker-BuySell-Volume`,
  limit: 'data',
  maxRows: MAX_ROWS,
  reachMs: REACH,
  schema: rowsOf(z.object({ buyVol: nonNegative, sellVol: nonNegative, timestamp }), 1_000),
  url: (instrument, query) => statisticsUrl('takerlongshortRatio', instrument, query),
  observe(rows, instrument, context) {
    const points = rows
      .filter(({ buyVol, sellVol }) => buyVol + sellVol > 0)
      .map(({ buyVol, sellVol, timestamp: time }) => ({
        time,
        value: (buyVol - sellVol) / (buyVol + sellVol),
      }));
    return seriesObservation('taker-imbalance', periodOf(context.query), points, instrument, context);
  },
});

/** `{"symbol": "BTCUSDT", "fundingTime": 1698768000000, "fundingRate": "0.00010000", "markPrice": "34287.5"}` */
export const fundingRate = forInstrument({
  id: 'fundingRate',
  provides: ['series:funding'],
  docs: `${DOCS}/Get-Funding-Rate-History`,
  limit: 'funding',
  maxRows: MAX_FUNDING_ROWS,
  schema: rowsOf(z.object({ symbol: text, fundingTime: timestamp, fundingRate: decimal }), MAX_FUNDING_ROWS),
  url({ venueSymbol }, query) {
    const parameters = queryString({
      symbol: venueSymbol,
      startTime: query.since,
      endTime: query.until,
      limit: rowLimit(query, MAX_FUNDING_ROWS),
    });
    return `${FUTURES}/fapi/v1/fundingRate${parameters}`;
  },
  observe(rows, instrument, context) {
    const own = rowsOfSymbol(rows, instrument.venueSymbol, ID, 'fundingRate');
    const points = own.map((row) => ({ time: row.fundingTime, value: row.fundingRate }));
    return seriesObservation('funding', null, points, instrument, context);
  },
});
