import * as z from 'zod/mini';
import type { TimedValue } from '../../domain/observation.ts';
import { DAY } from '../../domain/time.ts';
import { amount, optionalAmount } from '../bounded.ts';
import { positive, timestamp } from '../fields.ts';
import { queryString } from '../query-string.ts';
import { rowLimit, seriesObservation } from '../rows.ts';
import type { Query } from '../venue.ts';
import { VenueError } from '../venue-error.ts';
import { API, BAR, DOCS, envelope, intervalOf, type Line } from './endpoints.ts';

const ROWS_A_PAGE = 100;

/**
 * The trading statistics answer bare columns, at most 1440 rows back by their documentation: 60 days of
 * 1 h, 5 days of 5 min. Two public measurements of 2026 found less (3 days of 5 min), so a page may be empty.
 */
const STATISTICS_REACH = 60 * DAY;

function statisticsUrl(path: string, instId: string, query: Query, unit?: string): string {
  const { since, until } = query;
  return `${API}/rubik/stat/${path}${queryString({
    instId,
    period: BAR[intervalOf(query)],
    unit,
    begin: since,
    end: until,
    limit: rowLimit(query, ROWS_A_PAGE),
  })}`;
}

const statisticsSpec = { limit: 'statistics', maxRows: ROWS_A_PAGE, reachMs: STATISTICS_REACH };

/** Contract sizes times contracts must give the coins, or a column is not what it is taken for. */
const AGREEMENT = 0.02;

/** Columns: time, contracts, coins, dollars (the last is missing in some accounts of it). */
const openInterestColumns = z.tuple([timestamp, amount, amount, optionalAmount], z.unknown());

export const openInterestHistory = (line: Line) =>
  line.forInstrument({
    ...statisticsSpec,
    id: 'openInterestHistory',
    provides: ['series:open-interest'],
    docs: `${DOCS}#trading-statistics-rest-api-get-contract-open-interest-history`,
    limit: 'openInterestHistory',
    schema: envelope(openInterestColumns, ROWS_A_PAGE),
    url: ({ venueSymbol }, query) => statisticsUrl('contracts/open-interest-history', venueSymbol, query),
    observe({ data }, instrument, context) {
      const isInverse = line.kind === 'inverse';
      const agreeing = data.flatMap(([time, contracts, coins, dollars]) => {
        const expected = contracts * instrument.contractSize;
        const stated = isInverse ? (dollars ?? expected) : coins;
        const agrees = Math.abs(stated - expected) <= AGREEMENT * Math.max(stated, expected);
        return agrees ? [{ time, value: isInverse ? expected : coins }] : [];
      });
      if (agreeing.length === 0 && data.length > 0) {
        const detail = `${isInverse ? 'dollars' : 'coins'} do not match contracts × contract size`;
        throw new VenueError(line.id, 'openInterestHistory', { kind: 'invalid-answer', detail, until: null });
      }
      return seriesObservation('open-interest', intervalOf(context.query), agreeing, instrument, context);
    },
  });

/** Columns: time, long accounts / short accounts. */
const ratioColumns = z.tuple([timestamp, positive], z.unknown());

export const accountRatio = (line: Line) =>
  line.forInstrument({
    ...statisticsSpec,
    id: 'accountRatio',
    provides: ['series:long-short-account-ratio'],
    docs: `${DOCS}#trading-statistics-rest-api-get-contract-long-short-ratio`,
    schema: envelope(ratioColumns, ROWS_A_PAGE),
    url: ({ venueSymbol }, query) =>
      statisticsUrl('contracts/long-short-account-ratio-contract', venueSymbol, query),
    observe({ data }, instrument, context) {
      const rows = data.map(([time, value]) => ({ time, value }));
      const interval = intervalOf(context.query);
      return seriesObservation('long-short-account-ratio', interval, rows, instrument, context);
    },
  });

/**
 * Columns: time, sold by takers, bought by takers. On 26 days of SOL (2026-06) this order makes the hourly
 * imbalance correlate +0.48 with the hour's return, and the time proves to be the *end* of the hour.
 */
const takerColumns = z.tuple([timestamp, amount, amount], z.unknown());

const IN_DOLLARS = '2';

export const takerVolume = (line: Line) =>
  line.forInstrument({
    ...statisticsSpec,
    id: 'takerVolume',
    provides: ['series:taker-imbalance'],
    docs: `${DOCS}#trading-statistics-rest-api-get-contract-taker-volume`,
    schema: envelope(takerColumns, ROWS_A_PAGE),
    url: ({ venueSymbol }, query) => statisticsUrl('taker-volume-contract', venueSymbol, query, IN_DOLLARS),
    observe({ data }, instrument, context) {
      const rows = data
        .filter(([, sold, bought]) => sold + bought > 0)
        .map(([time, sold, bought]): TimedValue => ({ time, value: (bought - sold) / (bought + sold) }));
      const interval = intervalOf(context.query);
      return seriesObservation('taker-imbalance', interval, rows, instrument, context);
    },
  });
