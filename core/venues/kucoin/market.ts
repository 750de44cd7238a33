import * as z from 'zod/mini';
import { bookSides } from '../book-sides.ts';
import { amount } from '../bounded.ts';
import { nonNegative, positive, rowsOf, text, timestamp, timestampNanoseconds } from '../fields.ts';
import { stamp } from '../rows.ts';
import { requireSymbol } from '../symbol-check.ts';
import { DOCS, envelope, forInstrument, futuresUrl, ID, spotPair, unifiedUrl } from './endpoints.ts';

const DEEPEST_BOOK = 100;
const level = z.tuple([positive, nonNegative], z.unknown());

/** `{"symbol": "XBTUSDM", "asks": [["5000.0", 1000]], "bids": […], "ts": 1604643655040584408}`: lots, nanoseconds. */
const book = z.object({
  symbol: text,
  asks: rowsOf(level, 5_000),
  bids: rowsOf(level, 5_000),
  ts: timestampNanoseconds,
});

export const depth = forInstrument({
  id: 'depth',
  provides: ['book'],
  docs: `${DOCS}/futures-trading/market-data/get-part-orderbook`,
  limit: 'futures',
  weight: 10,
  maxRows: DEEPEST_BOOK,
  schema: envelope(book),
  url: ({ venueSymbol }) => futuresUrl('level2/depth100', { symbol: venueSymbol }),
  observe({ data: { symbol, asks, bids, ts } }, instrument, context) {
    requireSymbol(symbol, instrument.venueSymbol, ID, 'depth');
    const stamped = stamp(ID, symbol, context, ts);
    return [{ kind: 'book', ...stamped, ...bookSides(bids, asks, instrument.contractSize) }];
  },
});

/** `{"time": 1602832092060, "symbol": "BTC-USDT", "vol": coins, "volValue": "25984946.15", …}` */
const stats = z.object({ time: timestamp, symbol: text, volValue: amount });

export const spotStats = forInstrument({
  id: 'spotStats',
  provides: ['volume:spot'],
  docs: `${DOCS}/spot-trading/market-data/get-24hr-stats`,
  limit: 'unified',
  weight: 8,
  schema: envelope(stats),
  url: (instrument) => unifiedUrl('v1/market/stats', { symbol: spotPair(instrument) }),
  observe({ data: { time, symbol, volValue } }, instrument, context) {
    requireSymbol(symbol, spotPair(instrument), ID, 'spotStats');
    const stamped = stamp(ID, instrument.venueSymbol, context, time);
    return [{ kind: 'volume', ...stamped, market: 'spot', quoteVolume24h: volValue }];
  },
});
