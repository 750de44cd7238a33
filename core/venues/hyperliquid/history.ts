import * as z from 'zod/mini';
import type { Candle, Observation } from '../../domain/observation.ts';
import { HOUR } from '../../domain/time.ts';
import { candlesObservation, isConsistent } from '../candle-rows.ts';
import { decimal, nonNegative, optionalDecimal, positive, rowsOf, text, timestamp } from '../fields.ts';
import { seriesObservation } from '../rows.ts';
import { requireSymbol } from '../symbol-check.ts';
import {
  askingAbout,
  DOCS,
  expectedRows,
  intervalOf,
  type Line,
  PERPETUALS_DOCS,
  range,
  stepOf,
  url,
} from './endpoints.ts';

const SETTLEMENTS_A_PAGE = 500;

/** `{"coin": "BTC", "fundingRate": "0.0000125", "premium": "0.00016623", "time": 1689620401356}` */
const settlement = z.object({
  coin: text,
  fundingRate: decimal,
  premium: optionalDecimal,
  time: timestamp,
});

/** Oldest first from `startTime`. The same rows carry the hour's mean premium, so one request brings both. */
export const fundingHistory = (line: Line) =>
  askingAbout(
    line.forInstrument({
      id: 'fundingHistory',
      provides: ['series:funding', 'series:premium'],
      docs: PERPETUALS_DOCS,
      limit: 'weight',
      weight: (query) => 20 + Math.ceil(expectedRows(query, HOUR, SETTLEMENTS_A_PAGE) / 20),
      maxRows: SETTLEMENTS_A_PAGE,
      schema: rowsOf(settlement, 5_000),
      url,
      observe(answer, instrument, context) {
        for (const { coin } of answer) requireSymbol(coin, instrument.venueSymbol, line.id, 'fundingHistory');
        const rates = answer.map((row) => ({ time: row.time, value: row.fundingRate }));
        const premiums = answer.flatMap(({ time, premium }) =>
          premium === null ? [] : [{ time, value: premium }],
        );
        return [
          ...seriesObservation('funding', null, rates, instrument, context),
          ...seriesObservation('premium', '1h', premiums, instrument, context),
        ];
      },
    }),
    ({ venueSymbol }, query) => ({
      type: 'fundingHistory',
      coin: venueSymbol,
      ...range(query, HOUR, SETTLEMENTS_A_PAGE),
    }),
  );

/** The venue would send its newest 5000; a request of 1500 already weighs 45 of 1200. */
const BARS_A_PAGE = 1_500;

/** `{"t": 1684699200000, "T": 1684702799999, "s": "kPEPE", "i": "1h", "o", "c", "h", "l", "v": "520665683.0", "n": 709}` */
export const candleRow = z.object({
  t: timestamp,
  s: text,
  i: z.string(),
  o: positive,
  h: positive,
  l: positive,
  c: positive,
  v: nonNegative,
});

export function toCandle({ t, o, h, l, c, v }: z.output<typeof candleRow>): Candle {
  return { openTime: t, open: o, high: h, low: l, close: c, volume: v, takerBuyVolume: null };
}

export const candleSnapshot = (line: Line) =>
  askingAbout(
    line.forInstrument({
      id: 'candleSnapshot',
      provides: ['candles:perp'],
      docs: `${DOCS}/info-endpoint#candle-snapshot`,
      limit: 'weight',
      weight: (query) => 20 + Math.ceil(expectedRows(query, stepOf(query), BARS_A_PAGE) / 60),
      maxRows: BARS_A_PAGE,
      schema: rowsOf(candleRow, 5_500),
      url,
      observe(answer, instrument, context): Observation[] {
        for (const { s } of answer) requireSymbol(s, instrument.venueSymbol, line.id, 'candleSnapshot');
        const rows = answer.map(toCandle).filter(isConsistent);
        return candlesObservation('perp', intervalOf(context.query), rows, instrument, context);
      },
    }),
    ({ venueSymbol }, query) => ({
      type: 'candleSnapshot',
      req: {
        coin: venueSymbol,
        interval: intervalOf(query),
        ...range(query, stepOf(query), BARS_A_PAGE),
      },
    }),
  );
