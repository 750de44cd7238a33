import { levelAt } from '../../core/analytics/series-slices.ts';
import type { BarSeries, PointSeries } from '../../core/domain/series.ts';
import { HOUR, MINUTE } from '../../core/domain/time.ts';
import { type HistoryFile, usualStep } from './history-files.ts';
import { longerBars, mergedBars } from './resample.ts';

/** Price of one market. Hours are made of the finer bars where there are no others. */
export interface PriceBars {
  readonly bars5m: BarSeries | null;
  readonly bars1h: BarSeries;
  readonly hasVolume: boolean;
}

/** Null where the files hold no price by the hour or finer. */
export function barsOf(files: readonly HistoryFile[], market: 'perp' | 'spot'): PriceBars | null {
  let fine: BarSeries | null = null;
  let middle: BarSeries | null = null;
  let hourly: BarSeries | null = null;
  let hasVolume = false;
  for (const file of files) {
    if (file.kind !== 'bars' || file.market !== market || file.bars.stepMs > HOUR) continue;
    hasVolume ||= file.hasVolume;
    if (file.bars.stepMs === HOUR) hourly = mergedBars(hourly, file.bars);
    else if (file.bars.stepMs <= 5 * MINUTE) fine = mergedBars(fine, longerBars(file.bars, 5 * MINUTE));
    else middle = mergedBars(middle, longerBars(file.bars));
  }
  const bars1h = hourly ?? middle ?? (fine === null ? null : longerBars(fine));
  if (bars1h !== null) return { bars5m: fine, bars1h, hasVolume };
  return market === 'perp' ? impliedBars(files) : null;
}

/** Open interest files may carry the price it was valued at: bars without a range of their own. */
function impliedBars(files: readonly HistoryFile[]): PriceBars | null {
  const priced = files.flatMap((file) =>
    file.kind === 'open-interest' && file.price !== null ? [file.price] : [],
  );
  const bars = priced.map(barsOfPoints).sort((a, b) => a.stepMs - b.stepMs)[0];
  if (bars === undefined || bars.stepMs > HOUR) return null;
  const bars5m = bars.stepMs <= 5 * MINUTE ? longerBars(bars, 5 * MINUTE) : null;
  return { bars5m, bars1h: longerBars(bars), hasVolume: false };
}

function barsOfPoints({ time, value }: PointSeries): BarSeries {
  const stepMs = usualStep(time);
  return {
    stepMs,
    openTime: time.map((each) => each - stepMs),
    open: value,
    high: value,
    low: value,
    close: value,
    volume: new Float64Array(time.length),
    takerBuyVolume: new Float64Array(time.length).fill(Number.NaN),
  };
}

/** Open interest in base units, finer than an hour and by the hour; null where the files hold none. */
export function interestOf(
  files: readonly HistoryFile[],
  bars1h: BarSeries,
): { fine: PointSeries | null; hourly: PointSeries | null } | null {
  let fine: PointSeries | null = null;
  let hourly: PointSeries | null = null;
  for (const file of files) {
    if (file.kind !== 'open-interest') continue;
    const points = file.unit === 'base' ? file.points : inBase(file.points, file.price, bars1h);
    if (points.time.length === 0) continue;
    const step = usualStep(points.time);
    if (step >= HOUR) hourly ??= points;
    else if (fine === null || step < usualStep(fine.time)) fine = points;
  }
  if (fine === null && hourly === null) return null;
  return { fine, hourly: hourly ?? byTheHour(fine!) };
}

function inBase(quote: PointSeries, given: PointSeries | null, bars1h: BarSeries): PointSeries {
  const price = given ?? { time: bars1h.openTime.map((time) => time + bars1h.stepMs), value: bars1h.close };
  const value = quote.value.map(
    (each, row) => each / (levelAt(price, quote.time[row]!, 2 * HOUR) ?? Number.NaN),
  );
  return pick({ time: quote.time, value }, (row) => value[row]! > 0);
}

/** The points on the full hour, or the last one of each hour where none is. */
function byTheHour(points: PointSeries): PointSeries {
  const { time } = points;
  const onTheHour = pick(points, (row) => time[row]! % HOUR === 0);
  const hours = (time.at(-1)! - time[0]!) / HOUR;
  if (onTheHour.time.length >= hours / 2) return onTheHour;
  const hourOf = (row: number) => Math.ceil(time[row]! / HOUR);
  return pick(points, (row) => row + 1 === time.length || hourOf(row + 1) !== hourOf(row));
}

export function pointsOf(files: readonly HistoryFile[], kind: HistoryFile['kind']): PointSeries | null {
  const file = files.find((each) => each.kind === kind);
  return file !== undefined && 'points' in file ? file.points : null;
}

function pick({ time, value }: PointSeries, keep: (row: number) => boolean): PointSeries {
  const rows = Array.from(time.keys()).filter((row) => keep(row));
  return {
    time: Float64Array.from(rows, (row) => time[row]!),
    value: Float64Array.from(rows, (row) => value[row]!),
  };
}
