import * as z from 'zod/mini';
import type { Instrument } from '../../domain/instrument.ts';
import { type BarInterval, DAY } from '../../domain/time.ts';
import { amount } from '../bounded.ts';
import { bar, candlesObservation, inBaseUnits, isConsistent } from '../candle-rows.ts';
import { decode, positive, rowsOf, timestampSeconds } from '../fields.ts';
import { stamp } from '../rows.ts';
import { forInstrument, ID, inSeconds, intervalOf, SPOT_DOCS, spotUrl } from './endpoints.ts';

/** Spot trades Bitcoin as XBT, and every coin singly. */
const pairOf = ({ asset }: Instrument) => `${asset === 'BTC' ? 'XBT' : asset}USD`;

/** Answers name a pair their own way (`XXBTZUSD`), so the one row of one pair asked for is taken. */
function onlyValue<T>(result: Readonly<Record<string, T>>): T | undefined {
  const values = Object.values(result);
  return values.length === 1 ? values[0] : undefined;
}

/** `{"error": [], "result": {"XXBTZUSD": {"v": [coins today, of 24 h], "p": [mean price today, of 24 h], …}}}` */
const tickerRow = z.object({ v: z.tuple([amount, amount]), p: z.tuple([amount, amount]) });

export const spotTicker = forInstrument({
  id: 'spotTicker',
  provides: ['volume:spot'],
  docs: `${SPOT_DOCS}/get-ticker-information`,
  limit: 'spot',
  schema: z.object({ result: z.record(z.string(), tickerRow) }),
  url: (instrument) => spotUrl('Ticker', { pair: pairOf(instrument) }),
  observe({ result }, { venueSymbol }, context) {
    const row = onlyValue(result);
    if (row === undefined) return [];
    const quoteVolume24h = row.v[1] * row.p[1];
    return [{ kind: 'volume', ...stamp(ID, venueSymbol, context), market: 'spot', quoteVolume24h }];
  },
});

const MINUTES: Readonly<Record<BarInterval, number>> = { '5m': 5, '1h': 60 };
const MAX_ROWS = 720;

/** Time in seconds, open, high, low, close, mean price, volume in coins, number of trades. */
const candle = z.pipe(
  z.tuple([timestampSeconds, positive, positive, positive, positive, z.unknown(), amount], z.unknown()),
  z.transform(([time, open, high, low, close, , volume]) => bar(time, open, high, low, close, volume)),
);

/** The newest 720 bars are all there is, and `last` stands beside the pair. */
export const spotCandles = forInstrument({
  id: 'spotOhlc',
  provides: ['candles:spot'],
  docs: `${SPOT_DOCS}/get-ohlc-data`,
  limit: 'spot',
  maxRows: MAX_ROWS,
  reachMs: 30 * DAY,
  schema: z.object({ result: z.record(z.string(), z.unknown()) }),
  url: (instrument, query) =>
    spotUrl('OHLC', {
      pair: pairOf(instrument),
      interval: MINUTES[intervalOf(query)],
      since: inSeconds(query.since === undefined ? undefined : query.since - 1_000),
    }),
  observe({ result: { last: _, ...pairs } }, instrument, context) {
    const read = decode(rowsOf(candle, MAX_ROWS + 1), onlyValue(pairs) ?? [], ID, 'spotOhlc');
    const rows = read.map((row) => inBaseUnits(row, instrument.baseMultiplier));
    return candlesObservation(
      'spot',
      intervalOf(context.query),
      rows.filter(isConsistent),
      instrument,
      context,
    );
  },
});
