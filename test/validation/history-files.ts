import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ascendingBars, ascendingPoints } from '../../core/analytics/ascending.ts';
import type { BarSeries, PointSeries } from '../../core/domain/series.ts';
import { HOUR, MINUTE, type Ms } from '../../core/domain/time.ts';
import { columnOf, numbers, readTable, type Table, times } from './csv.ts';

/** What one CSV file turned out to hold; series ascend, and hold one row a time. */
export type HistoryFile = { readonly symbol: string } & (
  | {
      readonly kind: 'bars';
      readonly market: 'perp' | 'spot';
      readonly bars: BarSeries;
      /** False where the file has no volume: it stands at 0 then and says nothing. */
      readonly hasVolume: boolean;
    }
  | {
      readonly kind: 'open-interest';
      readonly points: PointSeries;
      /** `quote` figures must be divided by a price first. */
      readonly unit: 'base' | 'quote';
      /** A price the venue gave with it; null where it gave none. */
      readonly price: PointSeries | null;
    }
  | { readonly kind: 'funding' | 'account-ratio' | 'taker-imbalance'; readonly points: PointSeries }
);

/** A folder that cannot be judged, in words for whoever named it. */
export class HistoryFolderError extends Error {}

const DEEPEST = 3;

/** Folders that hold CSV files: `directory` itself and those below it. */
export function setFolders(directory: string): string[] {
  if (!existsSync(directory)) throw new HistoryFolderError(`${directory}: no such folder`);
  if (!statSync(directory).isDirectory()) {
    throw new HistoryFolderError(`${directory} is a file; name the folder that holds the CSV files`);
  }
  const found = csvFolders(directory, 0);
  if (found.length === 0) throw new HistoryFolderError(`${directory}: no CSV file in it or in its folders`);
  return found;
}

function csvFolders(directory: string, depth: number): string[] {
  const entries = readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const below = entries.flatMap((entry) => {
    const path = join(directory, entry.name);
    return depth < DEEPEST && statSync(path).isDirectory() ? csvFolders(path, depth + 1) : [];
  });
  return entries.some(({ name }) => isCsv(name)) ? [directory, ...below] : below;
}

function isCsv(name: string): boolean {
  return name.toLowerCase().endsWith('.csv');
}

/** The files of one folder by what their columns say; files of another form are left out. */
export function readSet(folder: string): HistoryFile[] {
  return readdirSync(folder)
    .filter(isCsv)
    .sort()
    .flatMap((name) => readHistoryFile(join(folder, name)));
}

/** Everything a file holds: venues' metrics put open interest and account ratios side by side. */
export function readHistoryFile(path: string): HistoryFile[] {
  const table = readTable(path);
  const time = times(table);
  if (time === null || table.rows.length === 0) return [];
  const symbol = symbolOf(path);
  const rest = [...openInterest(table, time, symbol), ...rates(table, time, symbol)];
  const isPrice = columnOf(table, ['close']) !== null;
  const isAlone = rest.length === 0 || columnOf(table, ['high']) !== null;
  const bars = isPrice && isAlone ? toBars(table, time) : null;
  if (bars === null) return rest;
  const market = /spot/i.test(basename(path)) ? 'spot' : 'perp';
  return [...rest, { symbol, kind: 'bars', market, bars, hasVolume: volumeColumn(table) !== null }];
}

const KINDS =
  'candles|klines|kline|perp|spot|ohlcv|oi|open_?interest|funding|premium|long_short|taker|derivatives|metrics|mark|price|bars';

/** `BTCUSDT_oi_1h.csv` → `BTCUSDT`, `BTCUSDT-5m.csv` → `BTCUSDT`. */
export function symbolOf(path: string): string {
  const name = basename(path).replace(/\.csv$/i, '');
  const known = new RegExp(`^(.+?)[_-](?:${KINDS})(?![a-z])`, 'i').exec(name);
  return known?.[1] ?? name.replace(/[_-]\d+(m|h|d|min|hour)$/i, '');
}

function toBars(table: Table, time: Float64Array): BarSeries | null {
  const close = numbers(table, columnOf(table, ['close'])!);
  const column = (names: string[], otherwise: (row: number) => number) => {
    const at = columnOf(table, names);
    return at === null ? close.map((_, row) => otherwise(row)) : numbers(table, at);
  };
  const open = column(['open'], (row) => close[row]!);
  const at = volumeColumn(table);
  const volume = at === null ? new Float64Array(close.length) : numbers(table, at);
  return ascendingBars(
    {
      stepMs: usualStep(time),
      openTime: time,
      open,
      high: column(['high'], (row) => Math.max(open[row]!, close[row]!)),
      low: column(['low'], (row) => Math.min(open[row]!, close[row]!)),
      close,
      volume: volume.map((each) => (Number.isNaN(each) ? 0 : each)),
      takerBuyVolume: column(
        ['taker_buy_volume', 'taker_buy_base', 'taker_buy_base_volume', 'taker_buy_base_asset_volume'],
        () => Number.NaN,
      ),
    },
    Number.POSITIVE_INFINITY,
  );
}

function volumeColumn(table: Table): number | null {
  return columnOf(table, ['volume_base', 'base_volume', 'volume', 'vol']);
}

function openInterest(table: Table, time: Float64Array, symbol: string): HistoryFile[] {
  const base = columnOf(table, [
    'open_interest_base',
    'oi_base',
    'sum_open_interest',
    'openInterest',
    'oi_coins',
    'oi',
  ]);
  const quote = columnOf(table, [
    'open_interest_usd',
    'oi_usd',
    'sum_open_interest_value',
    'oi_value',
    'open_interest_value',
  ]);
  const main = base ?? quote;
  if (main === null || usualStep(time) > 2 * HOUR) return [];
  const value = numbers(table, main);
  const other = quote === null ? null : numbers(table, quote);
  // Some venues print USD in both columns.
  const isQuote = base === null || (other !== null && value.every((each, row) => each === other[row]));
  const price = columnOf(table, ['implied_price', 'mark_price', 'price']);
  const implied =
    price !== null
      ? numbers(table, price)
      : value.map((each, row) => (isQuote || other === null ? Number.NaN : other[row]! / each));
  const points = clean(toTheMinute(time), value, 0);
  if (points === null) return [];
  const unit = isQuote ? 'quote' : 'base';
  return [{ symbol, kind: 'open-interest', points, unit, price: clean(toTheMinute(time), implied, 0) }];
}

/** A snapshot stamped some seconds after the full minute is that minute's. */
function toTheMinute(time: Float64Array): Float64Array {
  return time.map((each) => (each % MINUTE <= MINUTE / 2 ? each - (each % MINUTE) : each));
}

function rates(table: Table, time: Float64Array, symbol: string): HistoryFile[] {
  const of = (kind: 'funding' | 'account-ratio' | 'taker-imbalance', value: Float64Array): HistoryFile[] => {
    const points = clean(time, value);
    return points === null ? [] : [{ symbol, kind, points }];
  };
  const funding = columnOf(table, ['funding_rate', 'last_funding_rate']);
  if (funding !== null) return of('funding', numbers(table, funding));
  const ratio = columnOf(table, ['ratio', 'long_short_ratio', 'count_long_short_ratio']);
  if (ratio !== null) return of('account-ratio', numbers(table, ratio));
  const bought = columnOf(table, ['buyVol', 'buy_volume']);
  const sold = columnOf(table, ['sellVol', 'sell_volume']);
  if (bought === null || sold === null) return [];
  const sells = numbers(table, sold);
  const value = numbers(table, bought).map((buys, row) => (buys - sells[row]!) / (buys + sells[row]!));
  return of('taker-imbalance', value);
}

function clean(time: Float64Array, value: Float64Array, above?: number): PointSeries | null {
  return ascendingPoints({ time, value }, Number.POSITIVE_INFINITY, above);
}

/** The usual distance of two rows, in whatever order they are written and however often. */
export function usualStep(time: Float64Array): Ms {
  const known = Float64Array.from(new Set(time.filter((each) => !Number.isNaN(each)))).sort();
  const steps = known.slice(1).map((each, row) => each - known[row]!);
  steps.sort();
  return steps[steps.length >> 1] ?? HOUR;
}
