import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { BarSeries, PointSeries } from '../../core/domain/series.ts';
import { HOUR, type Ms } from '../../core/domain/time.ts';
import { columnOf, numbers, readTable, type Table, times } from './csv.ts';

/** What one CSV file turned out to hold. */
export type HistoryFile = { readonly symbol: string } & (
  | { readonly kind: 'bars'; readonly market: 'perp' | 'spot'; readonly bars: BarSeries }
  | {
      readonly kind: 'open-interest';
      readonly points: PointSeries;
      /** `quote` figures must be divided by a price first. */
      readonly unit: 'base' | 'quote';
      /** A price the venue gave with it; NaN where it gave none. */
      readonly price: PointSeries;
    }
  | { readonly kind: 'funding' | 'account-ratio' | 'taker-imbalance'; readonly points: PointSeries }
);

/** Folders that hold CSV files: `directory` itself, or those one level below. */
export function setFolders(directory: string): string[] {
  const entries = readdirSync(directory).sort();
  if (entries.some((name) => name.endsWith('.csv'))) return [directory];
  return entries
    .map((name) => join(directory, name))
    .filter(
      (path) => statSync(path).isDirectory() && readdirSync(path).some((name) => name.endsWith('.csv')),
    );
}

/** The files of one folder by what their columns say; files of another form are left out. */
export function readSet(folder: string): HistoryFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.csv'))
    .sort()
    .flatMap((name) => readHistoryFile(join(folder, name)) ?? []);
}

export function readHistoryFile(path: string): HistoryFile | null {
  const table = readTable(path);
  const time = times(table);
  if (time === null || table.rows.length === 0) return null;
  const symbol = symbolOf(path);
  if (columnOf(table, ['close']) !== null && columnOf(table, ['high']) !== null) {
    const market = /spot/i.test(basename(path)) ? 'spot' : 'perp';
    return { symbol, kind: 'bars', market, bars: toBars(table, time) };
  }
  return openInterest(table, time, symbol) ?? rates(table, time, symbol);
}

/** `BTCUSDT_oi_1h.csv` → `BTCUSDT`. */
export function symbolOf(path: string): string {
  const parts =
    /^(.+?)_(candles|klines|perp|spot|ohlcv|oi|open_?interest|funding|premium|long_short|taker|derivatives)/i.exec(
      basename(path),
    );
  return parts?.[1] ?? basename(path, '.csv');
}

function toBars(table: Table, time: Float64Array): BarSeries {
  const column = (names: string[]) => {
    const at = columnOf(table, names);
    return at === null ? new Float64Array(time.length).fill(Number.NaN) : numbers(table, at);
  };
  const volume = column(['volume_base', 'volume', 'vol']);
  return {
    stepMs: medianStep(time),
    openTime: time,
    open: column(['open']),
    high: column(['high']),
    low: column(['low']),
    close: column(['close']),
    volume: volume.map((each) => (Number.isNaN(each) ? 0 : each)),
    takerBuyVolume: column(['taker_buy_volume', 'taker_buy_base', 'takerBuyBaseVolume']),
  };
}

function openInterest(table: Table, time: Float64Array, symbol: string): HistoryFile | null {
  const base = columnOf(table, [
    'open_interest_base',
    'sum_open_interest',
    'openInterest',
    'oi',
    'open_interest',
  ]);
  const quote = columnOf(table, [
    'open_interest_usd',
    'sum_open_interest_value',
    'oi_value',
    'open_interest_value',
  ]);
  const main = base ?? quote;
  if (main === null || medianStep(time) > 2 * HOUR) return null;
  const value = numbers(table, main);
  const other = quote === null ? null : numbers(table, quote);
  // Some venues print USD in both columns.
  const isQuote = base === null || (other !== null && value.every((each, row) => each === other[row]));
  const price = columnOf(table, ['implied_price', 'mark_price', 'price']);
  const implied =
    price !== null
      ? numbers(table, price)
      : value.map((each, row) => (isQuote || other === null ? Number.NaN : other[row]! / each));
  return {
    symbol,
    kind: 'open-interest',
    points: { time, value },
    unit: isQuote ? 'quote' : 'base',
    price: { time, value: implied },
  };
}

function rates(table: Table, time: Float64Array, symbol: string): HistoryFile | null {
  const funding = columnOf(table, ['funding_rate', 'fundingRate']);
  if (funding !== null) return { symbol, kind: 'funding', points: { time, value: numbers(table, funding) } };
  const ratio = columnOf(table, ['ratio', 'longShortRatio', 'long_short_ratio']);
  if (ratio !== null)
    return { symbol, kind: 'account-ratio', points: { time, value: numbers(table, ratio) } };
  const bought = columnOf(table, ['buyVol', 'buy_volume']);
  const sold = columnOf(table, ['sellVol', 'sell_volume']);
  if (bought === null || sold === null) return null;
  const sells = numbers(table, sold);
  const value = numbers(table, bought).map((buys, row) => (buys - sells[row]!) / (buys + sells[row]!));
  return { symbol, kind: 'taker-imbalance', points: { time, value } };
}

function medianStep(time: Float64Array): Ms {
  const steps = time.slice(1).map((each, row) => each - time[row]!);
  steps.sort();
  return steps[steps.length >> 1] ?? HOUR;
}
