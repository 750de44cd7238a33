import * as z from 'zod/mini';
import type { Instrument } from '../../domain/instrument.ts';
import { DAY, HOUR } from '../../domain/time.ts';
import { intervalOf } from '../binance/klines.ts';
import { amount } from '../bounded.ts';
import { decimal, nonNegative, positive, rowsOf, text, timestamp } from '../fields.ts';
import { queryString } from '../query-string.ts';
import { rowLimit, seriesObservation } from '../rows.ts';
import { rowsOfSymbol } from '../symbol-check.ts';
import type { Query } from '../venue.ts';
import { DELIVERY, DOCS, forInstrument, ID, pairOf } from './endpoints.ts';

/** Statistics reach back a month; an hour of slack keeps a request at the edge from being refused. */
const REACH = 30 * DAY - HOUR;
const MAX_ROWS = 500;
const MAX_FUNDING_ROWS = 1_000;

function statisticsUrl(path: string, instrument: Instrument, query: Query, contractType?: string): string {
  const parameters = queryString({
    pair: pairOf(instrument),
    contractType,
    period: intervalOf(query),
    limit: rowLimit(query, MAX_ROWS),
    startTime: query.since,
    endTime: query.until,
  });
  return `${DELIVERY}/futures/data/${path}${parameters}`;
}

const statisticsSpec = { limit: 'data', maxRows: MAX_ROWS, reachMs: REACH };

/** Rows name the pair where those of USDⓈ-M name the symbol. */
const ofPair = <T extends { readonly pair: string }>(rows: readonly T[]) =>
  rows.map((row) => ({ ...row, symbol: row.pair }));

/**
 * `{"pair": "BTCUSD", "contractType": "PERPETUAL", "sumOpenInterest": "20403" contracts, "timestamp"}`. The unit of
 * `sumOpenInterestValue` is not settled by any source (coins by the documentation) and it is not read.
 */
export const openInterestHist = forInstrument({
  ...statisticsSpec,
  id: 'openInterestHist',
  provides: ['series:open-interest'],
  docs: `${DOCS}/Open-Interest-Statistics`,
  schema: rowsOf(z.object({ pair: text, sumOpenInterest: amount, timestamp }), 1_000),
  url: (instrument, query) => statisticsUrl('openInterestHist', instrument, query, 'PERPETUAL'),
  observe(rows, instrument, context) {
    const own = rowsOfSymbol(ofPair(rows), pairOf(instrument), ID, 'openInterestHist');
    const points = own.map((row) => ({
      time: row.timestamp,
      value: row.sumOpenInterest * instrument.contractSize,
    }));
    return seriesObservation('open-interest', intervalOf(context.query), points, instrument, context);
  },
});

/** `{"pair": "BTCUSD", "longShortRatio", "longAccount": "0.6622", "shortAccount": "0.3378", "timestamp"}` */
export const globalLongShortAccountRatio = forInstrument({
  ...statisticsSpec,
  id: 'globalLongShortAccountRatio',
  provides: ['series:long-short-account-ratio'],
  docs: `${DOCS}/Long-Short-Ratio`,
  schema: rowsOf(
    z.object({ pair: text, longAccount: nonNegative, shortAccount: positive, timestamp }),
    1_000,
  ),
  url: (instrument, query) => statisticsUrl('globalLongShortAccountRatio', instrument, query),
  observe(rows, instrument, context) {
    const own = rowsOfSymbol(ofPair(rows), pairOf(instrument), ID, 'globalLongShortAccountRatio');
    const points = own.map((row) => ({ time: row.timestamp, value: row.longAccount / row.shortAccount }));
    const interval = intervalOf(context.query);
    return seriesObservation('long-short-account-ratio', interval, points, instrument, context);
  },
});

/** `{"pair": "BTCUSD", "contractType", "takerBuyVol": "387" contracts, "takerSellVol": "248", "timestamp"}` */
export const takerBuySellVol = forInstrument({
  ...statisticsSpec,
  id: 'takerBuySellVol',
  provides: ['series:taker-imbalance'],
  docs: `${DOCS}/Taker-Buy-Sell-Volume`,
  schema: rowsOf(z.object({ pair: text, takerBuyVol: amount, takerSellVol: amount, timestamp }), 1_000),
  url: (instrument, query) => statisticsUrl('takerBuySellVol', instrument, query, 'PERPETUAL'),
  observe(rows, instrument, context) {
    const points = rowsOfSymbol(ofPair(rows), pairOf(instrument), ID, 'takerBuySellVol')
      .filter(({ takerBuyVol, takerSellVol }) => takerBuyVol + takerSellVol > 0)
      .map(({ takerBuyVol, takerSellVol, timestamp: time }) => ({
        time,
        value: (takerBuyVol - takerSellVol) / (takerBuyVol + takerSellVol),
      }));
    return seriesObservation('taker-imbalance', intervalOf(context.query), points, instrument, context);
  },
});

/** `{"symbol": "BTCUSD_PERP", "fundingTime": 1698768000000, "fundingRate": "-0.00300000", "markPrice"}` */
export const fundingRate = forInstrument({
  id: 'fundingRate',
  provides: ['series:funding'],
  docs: `${DOCS}/Get-Funding-Rate-History-of-Perpetual-Futures`,
  limit: 'weight',
  maxRows: MAX_FUNDING_ROWS,
  schema: rowsOf(z.object({ symbol: text, fundingTime: timestamp, fundingRate: decimal }), MAX_FUNDING_ROWS),
  url({ venueSymbol }, query) {
    const parameters = queryString({
      symbol: venueSymbol,
      startTime: query.since,
      endTime: query.until,
      limit: rowLimit(query, MAX_FUNDING_ROWS),
    });
    return `${DELIVERY}/dapi/v1/fundingRate${parameters}`;
  },
  observe(rows, instrument, context) {
    const own = rowsOfSymbol(rows, instrument.venueSymbol, ID, 'fundingRate');
    const points = own.map((row) => ({ time: row.fundingTime, value: row.fundingRate }));
    return seriesObservation('funding', null, points, instrument, context);
  },
});
