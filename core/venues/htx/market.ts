import * as z from 'zod/mini';
import { INTERVAL_MS, MINUTE } from '../../domain/time.ts';
import { bookSides } from '../book-sides.ts';
import { amount, optionalAmount, positiveAmount } from '../bounded.ts';
import { bar, candlesObservation, isConsistent } from '../candle-rows.ts';
import { decimal, positive, rowsOf, timestamp, timestampSeconds } from '../fields.ts';
import { rowLimit, seriesObservation, stamp, timeRange } from '../rows.ts';
import { requireSymbol } from '../symbol-check.ts';
import { DOCS, envelope, inSeconds, intervalOf, type Line, PERIOD, SIDES } from './line.ts';

const MAX_ROWS = 2_000;

/** `market.BTC-USDT.kline.5min`: what an answer says it is about. */
const channel = z.string().check(z.maxLength(100));
const contractOf = (ch: string) => ch.split('.')[1] ?? '';

/** Bars of the mark; volumes of it are zero. */
const markBar = z.object({ id: timestampSeconds, close: positiveAmount });

/** The mark is published as bars alone: the newest minute's close. */
export const markPrice = (line: Line) =>
  line.forInstrument({
    id: 'mark_price_kline',
    provides: ['price'],
    docs: DOCS,
    limit: 'public',
    schema: envelope({ ch: channel, data: rowsOf(markBar, MAX_ROWS) }),
    url: ({ venueSymbol }) =>
      line.index('mark_price_kline', { contract_code: venueSymbol, period: '1min', size: 1 }),
    observe({ ch, data, ts }, { venueSymbol }, context) {
      requireSymbol(contractOf(ch), venueSymbol, line.id, 'mark_price_kline');
      const newest = data.reduce<(typeof data)[number] | null>(
        (last, row) => (last === null || row.id > last.id ? row : last),
        null,
      );
      if (newest === null) return [];
      // A bar that ended long ago is as old as its end.
      const stamped = stamp(line.id, venueSymbol, context, Math.min(ts, newest.id + MINUTE));
      return [{ kind: 'price', ...stamped, markPrice: newest.close, indexPrice: null }];
    },
  });

/** Fractions, bar by bar, the newest ones. */
const premiumBar = z.object({ id: timestampSeconds, close: decimal });

export const premium = (line: Line) =>
  line.forInstrument({
    id: 'premium_index_kline',
    provides: ['series:premium'],
    docs: DOCS,
    limit: 'public',
    maxRows: MAX_ROWS,
    schema: envelope({ ch: channel, data: rowsOf(premiumBar, MAX_ROWS) }),
    url: ({ venueSymbol }, query) =>
      line.index('premium_index_kline', {
        contract_code: venueSymbol,
        period: PERIOD[intervalOf(query)],
        size: rowLimit(query, MAX_ROWS),
      }),
    observe({ ch, data }, instrument, context) {
      requireSymbol(contractOf(ch), instrument.venueSymbol, line.id, 'premium_index_kline');
      const points = data.map((row) => ({ time: row.id, value: row.close }));
      return seriesObservation('premium', intervalOf(context.query), points, instrument, context);
    },
  });

/** `{"id": seconds, "open", "high", "low", "close", "amount": coins, "vol": contracts, "trade_turnover", "count"}` */
const kline = z.object({
  id: timestampSeconds,
  open: positive,
  high: positive,
  low: positive,
  close: positive,
  vol: amount,
});

/** Contracts, counted on both sides. */
export const klines = (line: Line) =>
  line.forInstrument({
    id: 'kline',
    provides: ['candles:perp'],
    docs: DOCS,
    limit: 'public',
    maxRows: MAX_ROWS,
    schema: envelope({ ch: channel, data: rowsOf(kline, MAX_ROWS + 1) }),
    url({ venueSymbol }, query) {
      const interval = intervalOf(query);
      const { since, until } = timeRange(query, INTERVAL_MS[interval], MAX_ROWS);
      return line.market('history/kline', {
        contract_code: venueSymbol,
        period: PERIOD[interval],
        from: inSeconds(since),
        to: inSeconds(until),
      });
    },
    observe({ ch, data, ts }, instrument, context) {
      requireSymbol(contractOf(ch), instrument.venueSymbol, line.id, 'kline');
      const rows = data
        .map(({ id, open, high, low, close, vol }) =>
          bar(id, open, high, low, close, (vol * instrument.contractSize) / SIDES),
        )
        .filter(isConsistent);
      return candlesObservation('perp', intervalOf(context.query), rows, instrument, context, ts);
    },
  });

/** `{"amount": coins, "vol": contracts, "trade_turnover": USDT of a linear swap, "close", …}` of 24 hours, both sides. */
const detail = z.object({ vol: amount, trade_turnover: optionalAmount });

export const detailMerged = (line: Line) =>
  line.forInstrument({
    id: 'detail/merged',
    provides: ['volume:perp'],
    docs: DOCS,
    limit: 'public',
    schema: envelope({ ch: channel, tick: detail }),
    url: ({ venueSymbol }) => line.market('detail/merged', { contract_code: venueSymbol }),
    observe({ ch, tick, ts }, { venueSymbol, contractSize }, context) {
      requireSymbol(contractOf(ch), venueSymbol, line.id, 'detail/merged');
      const both = line.kind === 'inverse' ? tick.vol * contractSize : tick.trade_turnover;
      if (both === null) return [];
      const stamped = stamp(line.id, venueSymbol, context, ts);
      return [{ kind: 'volume', ...stamped, market: 'perp', quoteVolume24h: both / SIDES }];
    },
  });

const MAX_LEVELS = 1_000;
const level = z.tuple([positive, amount], z.unknown());

/** 150 levels a side, unmerged, in contracts. */
export const depth = (line: Line) =>
  line.forInstrument({
    id: 'depth',
    provides: ['book'],
    docs: DOCS,
    limit: 'public',
    schema: envelope({
      ch: channel,
      tick: z.object({ ts: timestamp, bids: rowsOf(level, MAX_LEVELS), asks: rowsOf(level, MAX_LEVELS) }),
    }),
    url: ({ venueSymbol }) => line.market('depth', { contract_code: venueSymbol, type: 'step0' }),
    observe({ ch, tick: { ts, bids, asks } }, { venueSymbol, contractSize }, context) {
      requireSymbol(contractOf(ch), venueSymbol, line.id, 'depth');
      const stamped = stamp(line.id, venueSymbol, context, ts);
      return [{ kind: 'book', ...stamped, ...bookSides(bids, asks, contractSize) }];
    },
  });
