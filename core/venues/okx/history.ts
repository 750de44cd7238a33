import * as z from 'zod/mini';
import { DAY } from '../../domain/time.ts';
import { decimal, optionalDecimal, text, timestamp } from '../fields.ts';
import { queryString } from '../query-string.ts';
import { rowLimit, seriesObservation } from '../rows.ts';
import { requireSymbol } from '../symbol-check.ts';
import { API, DOCS, envelope, type Line, olderAndNewer } from './endpoints.ts';

/** The documented default and maximum differ by source (100 or 400); 100 is right either way [mem]. */
const ROWS_A_PAGE = 100;

/** `{"fundingRate": "0.0001515032", "realizedRate": "0.00015", "fundingTime": "1704067200000", …}` */
const settlement = z.object({
  instId: text,
  fundingTime: timestamp,
  fundingRate: decimal,
  realizedRate: optionalDecimal,
});

export const fundingRateHistory = (line: Line) =>
  line.forInstrument({
    id: 'fundingRateHistory',
    provides: ['series:funding'],
    docs: `${DOCS}#public-data-rest-api-get-funding-rate-history`,
    limit: 'fundingRateHistory',
    maxRows: ROWS_A_PAGE,
    reachMs: 90 * DAY,
    schema: envelope(settlement, 400),
    url: ({ venueSymbol }, query) =>
      `${API}/public/funding-rate-history${queryString({
        instId: venueSymbol,
        ...olderAndNewer(query),
        limit: rowLimit(query, ROWS_A_PAGE),
      })}`,
    observe({ data }, instrument, context) {
      const rows = data.map((row) => {
        requireSymbol(row.instId, instrument.venueSymbol, line.id, 'fundingRateHistory');
        return { time: row.fundingTime, value: row.realizedRate ?? row.fundingRate };
      });
      return seriesObservation('funding', null, rows, instrument, context);
    },
  });

/** `{"instId": "BTC-USDT-SWAP", "premium": "0.0000578896878167", "ts": "1713925924000"}`, one a minute. */
const premium = z.object({ instId: text, premium: decimal, ts: timestamp });

/** An answer of 100 minutes touches up to three hours, and hours are the step this series is kept in. */
const HOURS_A_PAGE = 3;

/** The venue keeps half a year, but at 100 minutes an answer a week is already 84 requests: no more is asked for. */
export const premiumHistory = (line: Line) =>
  line.forInstrument({
    id: 'premiumHistory',
    provides: ['series:premium'],
    docs: `${DOCS}#public-data-rest-api-get-premium-history`,
    limit: 'premiumHistory',
    maxRows: HOURS_A_PAGE,
    reachMs: 7 * DAY,
    schema: envelope(premium, ROWS_A_PAGE),
    url: ({ venueSymbol }, query) =>
      `${API}/public/premium-history${queryString({
        instId: venueSymbol,
        ...olderAndNewer(query),
        limit: ROWS_A_PAGE,
      })}`,
    observe({ data }, instrument, context) {
      const rows = data.map((row) => {
        requireSymbol(row.instId, instrument.venueSymbol, line.id, 'premiumHistory');
        return { time: row.ts, value: row.premium };
      });
      return seriesObservation('premium', null, rows, instrument, context);
    },
  });
