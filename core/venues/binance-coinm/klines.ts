import type { Candle } from '../../domain/observation.ts';
import { DAY } from '../../domain/time.ts';
import { intervalOf, kline, klineQuery, klineWeight, MAX_KLINES, premiumKline } from '../binance/klines.ts';
import { candlesObservation } from '../candle-rows.ts';
import { rowsOf } from '../fields.ts';
import { seriesObservation } from '../rows.ts';
import { DELIVERY, DOCS, forInstrument } from './endpoints.ts';

/** A request may span 200 days at most. */
const REACH = 199 * DAY;

/** As on USDⓈ-M, volumes in contracts (the coins stand in the columns that hold quote volumes there). */
export const klines = forInstrument({
  id: 'klines',
  provides: ['candles:perp'],
  docs: `${DOCS}/Kline-Candlestick-Data`,
  limit: 'weight',
  weight: klineWeight,
  maxRows: MAX_KLINES,
  reachMs: REACH,
  schema: rowsOf(kline, 1_500),
  url: ({ venueSymbol }, query) => `${DELIVERY}/dapi/v1/klines${klineQuery(venueSymbol, query)}`,
  observe(rows, instrument, context) {
    const { contractSize } = instrument;
    const inDollars = rows.map(
      (row): Candle => ({
        ...row,
        volume: row.volume * contractSize,
        takerBuyVolume: row.takerBuyVolume === null ? null : row.takerBuyVolume * contractSize,
      }),
    );
    return candlesObservation('perp', intervalOf(context.query), inDollars, instrument, context);
  },
});

export const premiumIndexKlines = forInstrument({
  id: 'premiumIndexKlines',
  provides: ['series:premium'],
  docs: `${DOCS}/Premium-Index-Kline-Data`,
  limit: 'weight',
  weight: klineWeight,
  maxRows: MAX_KLINES,
  reachMs: REACH,
  schema: rowsOf(premiumKline, 1_500),
  url: ({ venueSymbol }, query) => `${DELIVERY}/dapi/v1/premiumIndexKlines${klineQuery(venueSymbol, query)}`,
  observe(rows, instrument, context) {
    const points = rows.map(([time, , , , value]) => ({ time, value }));
    return seriesObservation('premium', intervalOf(context.query), points, instrument, context);
  },
});
