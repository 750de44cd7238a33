import * as z from 'zod/mini';
import type { Instrument } from '../../domain/instrument.ts';
import { candlesObservation, inBaseUnits } from '../candle-rows.ts';
import { nonNegative, optionalTimestamp, rowsOf, text } from '../fields.ts';
import { queryString } from '../query-string.ts';
import { stamp } from '../rows.ts';
import { requireSymbol } from '../symbol-check.ts';
import { forInstrument, ID, SPOT, SPOT_DOCS } from './endpoints.ts';
import { intervalOf, kline, klineQuery, MAX_KLINES } from './klines.ts';

/** Coins whose spot market is itself named in bundles [mem]; the rest trade singly (PEPE, SHIB, BONK). */
const SPOT_BUNDLES = new Set(['1000SATS', '1000CAT', '1000CHEEMS', '1MBABYDOGE']);

/** The spot market of a perp's coin, and how many spot units make one perp base unit. */
function spotMarket({ base, asset, baseMultiplier, quote }: Instrument) {
  return SPOT_BUNDLES.has(base)
    ? { symbol: `${base}${quote}`, unitsPerBase: 1 }
    : { symbol: `${asset}${quote}`, unitsPerBase: baseMultiplier };
}

export const spotKlines = forInstrument({
  id: 'spotKlines',
  provides: ['candles:spot'],
  docs: `${SPOT_DOCS}#klinecandlestick-data`,
  limit: 'spot',
  weight: 2,
  maxRows: MAX_KLINES,
  schema: rowsOf(kline, 1_500),
  url: (instrument, query) => `${SPOT}/api/v3/klines${klineQuery(spotMarket(instrument).symbol, query)}`,
  observe(rows, instrument, context) {
    const { unitsPerBase } = spotMarket(instrument);
    const inPerpUnits = rows.map((row) => inBaseUnits(row, unitsPerBase));
    return candlesObservation('spot', intervalOf(context.query), inPerpUnits, instrument, context);
  },
});

/** `{"symbol": "PEPEUSDT", "volume", "quoteVolume": "15.3", "closeTime": 1499869899040, …}` */
export const spotTicker24h = forInstrument({
  id: 'spotTicker24h',
  provides: ['volume:spot'],
  docs: `${SPOT_DOCS}#24hr-ticker-price-change-statistics`,
  limit: 'spot',
  weight: 2,
  schema: z.object({ symbol: text, quoteVolume: nonNegative, closeTime: optionalTimestamp }),
  url: (instrument) => `${SPOT}/api/v3/ticker/24hr${queryString({ symbol: spotMarket(instrument).symbol })}`,
  observe(answer, instrument, context) {
    requireSymbol(answer.symbol, spotMarket(instrument).symbol, ID, 'spotTicker24h');
    const stamped = stamp(ID, instrument.venueSymbol, context, answer.closeTime);
    return [{ kind: 'volume', ...stamped, market: 'spot', quoteVolume24h: answer.quoteVolume }];
  },
});
