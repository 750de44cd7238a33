import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { MarketInputs } from '../../../core/domain/market-inputs.ts';
import type { BarSeries, PointSeries } from '../../../core/domain/series.ts';
import { HOUR, MINUTE, type Ms } from '../../../core/domain/time.ts';
import { emptyInputs, fundingOf, instrumentOf, seriesOfBars, seriesOfPoints } from './builders.ts';

const FOLDER = fileURLToPath(new URL('../../../../shared/history/okx-sol-2026-06/', import.meta.url));

export const HAS_OKX_HISTORY = existsSync(FOLDER);

/** Series of one real month of SOL-USDT-SWAP, in domain units; see the folder's SOURCE.txt. */
export interface OkxHistory {
  readonly bars5m: BarSeries;
  readonly bars1h: BarSeries;
  readonly openInterest1h: PointSeries;
  readonly fundingHistory: PointSeries;
  readonly longShortAccountRatio: PointSeries;
  readonly takerImbalance1h: PointSeries;
  readonly firstTime: Ms;
  readonly lastTime: Ms;
}

export function readOkxHistory(): OkxHistory {
  const bars1h = barsOf(HOUR, rowsOf('ohlcv_1h'));
  const closeBefore = new Map<number, number>();
  bars1h.close.forEach((close, row) => {
    closeBefore.set(bars1h.openTime[row]! + HOUR, close);
  });
  const openInterest1h = rowsOf('open_interest').flatMap(({ ts, oi_value }) => {
    const price = closeBefore.get(ts!);
    // The file counts USD; the domain counts coins.
    return price === undefined ? [] : [[ts!, oi_value! / price] as const];
  });
  return {
    bars5m: barsOf(5 * MINUTE, rowsOf('ohlcv_5m')),
    bars1h,
    openInterest1h: seriesOfPoints(openInterest1h),
    fundingHistory: seriesOfPoints(rowsOf('funding_rate').map((row) => [row.ts!, row.fundingRate!])),
    longShortAccountRatio: seriesOfPoints(rowsOf('long_short_ratio').map((row) => [row.ts!, row.ratio!])),
    // An hour's takers are known when it has ended.
    takerImbalance1h: seriesOfPoints(
      rowsOf('taker_volume').map((row) => [
        row.ts! + HOUR,
        (row.buyVol! - row.sellVol!) / (row.buyVol! + row.sellVol!),
      ]),
    ),
    firstTime: bars1h.openTime[0]!,
    lastTime: bars1h.openTime.at(-1)! + HOUR,
  };
}

/** What the feed would know at `time`; the series keep their future, which analytics must not look at. */
export function okxInputsAt(history: OkxHistory, time: Ms): MarketInputs {
  const newest = (points: PointSeries) => {
    let row = points.time.length - 1;
    while (row > 0 && points.time[row]! > time) row -= 1;
    return { value: points.value[row]!, time: points.time[row]! };
  };
  const price = newest({
    time: history.bars5m.openTime.map((openTime) => openTime + 5 * MINUTE),
    value: history.bars5m.close,
  });
  const openInterest = newest(history.openInterest1h);
  const rate = newest(history.fundingHistory);
  const observed = (value: number, venueTime: Ms) => ({
    value,
    venueTime,
    receivedTime: time,
    source: 'okx',
  });
  const instrument = instrumentOf({ venue: 'okx', venueSymbol: 'SOL-USDT-SWAP' });
  const { firstTime: _first, lastTime: _last, ...series } = history;
  return emptyInputs({
    ...series,
    instrument,
    marketTime: time,
    receivedTime: time,
    markPrice: observed(price.value, price.time),
    funding: {
      ...fundingOf(rate.value, { venue: 'okx', venueSymbol: 'SOL-USDT-SWAP', anchorRate: 0 }),
      venueTime: rate.time,
      receivedTime: time,
      source: 'okx',
    },
    anchorRate: 0,
    capRate: 0.015,
    openInterest: observed(openInterest.value, openInterest.time),
    openInterestSource: 'okx',
  });
}

function barsOf(stepMs: Ms, rows: readonly Record<string, number>[]): BarSeries {
  return seriesOfBars(
    stepMs,
    rows.map((row) => ({
      openTime: row.ts!,
      open: row.open!,
      high: row.high!,
      low: row.low!,
      close: row.close!,
      volume: row.volume!,
      takerBuyVolume: null,
    })),
  );
}

function rowsOf(name: string): Record<string, number>[] {
  const [head, ...lines] = readFileSync(`${FOLDER}SOL-USDT-SWAP_${name}.csv`, 'utf8').trim().split('\n');
  const columns = head!.trim().split(',');
  return lines.map((line) => {
    const cells = line.trim().split(',');
    return Object.fromEntries(columns.map((column, index) => [column, Number(cells[index])]));
  });
}
