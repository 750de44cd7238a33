import { type BarInterval, DAY, HOUR, INTERVAL_MS, type Ms } from '../../core/domain/time.ts';
import type { HeldLook, HeldSeries } from '../../core/stores/look-store.ts';

/** One bar with everything that was true at its end; venue clock. Unknown is null, never carried past its time. */
export interface ChartRow {
  readonly time: Ms;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  /** Venue base units. */
  readonly volume: number;
  /** Venue base units, one side. */
  readonly openInterest: number | null;
  /** The last settled rate: a fraction for one interval. */
  readonly funding: number | null;
  /** Fraction of the index, by the hour. */
  readonly premium: number | null;
}

/** A settled rate holds until the next one: eight hours at most, and venues print late. */
const FUNDING_HOLDS: Ms = 10 * HOUR;

/** Bars of one length beside the other series, ascending; what draws, tabulates and exports them reads only this. */
export function toChartRows({ series }: HeldLook, interval: BarInterval): readonly ChartRow[] {
  const bars = series[interval === '1h' ? 'bars1h' : 'bars5m'];
  if (bars === undefined) return [];
  const step = INTERVAL_MS[interval];
  const [time, open, high, low, close, volume] = bars.columns as (readonly number[])[];
  const openInterest = reader(series[interval === '1h' ? 'openInterest1h' : 'openInterest5m'], step);
  const funding = reader(series.funding, FUNDING_HOLDS);
  const premium = new Map((series.premium1h?.columns[0] ?? []).map((hour, row) => [hour, row]));
  const premiumOf = (at: Ms) => {
    const row = premium.get(Math.floor(at / HOUR) * HOUR);
    return row === undefined ? null : (series.premium1h?.columns[1]?.[row] ?? null);
  };
  return (time ?? []).map((at, row) => ({
    time: at,
    open: open![row]!,
    high: high![row]!,
    low: low![row]!,
    close: close![row]!,
    volume: volume![row]!,
    openInterest: openInterest(at + step),
    funding: funding(at + step),
    premium: premiumOf(at),
  }));
}

/** The rows with the live open interest in the bar that is still forming, where the series has none inside it yet. */
export function withLive(
  rows: readonly ChartRow[],
  live: { readonly openInterest: number; readonly time: Ms } | null,
): readonly ChartRow[] {
  const last = rows.at(-1);
  if (last === undefined || live === null || last.openInterest !== null || live.time < last.time) return rows;
  return [...rows.slice(0, -1), { ...last, openInterest: live.openInterest }];
}

/** Reads a series at ascending times: the newest point by then, if it is younger than `holds`. */
function reader(series: HeldSeries | undefined, holds: Ms): (time: Ms) => number | null {
  const [times = [], values = []] = series?.columns ?? [];
  let next = 0;
  return (time) => {
    while (next < times.length && times[next]! <= time) next += 1;
    const row = next - 1;
    return row < 0 || time - times[row]! >= holds ? null : values[row]!;
  };
}

/** Where a time lies among the rows: whole numbers are the middles of bars. Rows ascend. */
export function rowPosition(rows: readonly ChartRow[], step: Ms, time: Ms): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rows[middle]!.time <= time) low = middle + 1;
    else high = middle;
  }
  const row = Math.max(0, low - 1);
  const start = rows[row]?.time ?? time;
  const inside = (time - start) / step;
  // A hole in the bars takes no room on the chart.
  return row - 0.5 + (row < rows.length - 1 ? Math.min(1, inside) : inside);
}

/** The share of the map's mass at `price` as it stood at `time`, 0…1, and whose it is; null where nothing is known. */
export function heatAt(
  { grid, heat }: HeldLook,
  time: Ms,
  price: number,
): { readonly side: 'long' | 'short'; readonly share: number } | null {
  const column = heat.findLast((one) => one.time <= time);
  if (grid === null || column === undefined || time - column.time > DAY) return null;
  const bin = Math.floor(Math.log(price / grid.anchor) / grid.step);
  for (const side of ['long', 'short'] as const) {
    const { first, shares } = column[side];
    const share = shares[bin - first];
    if (share !== undefined) return { side, share: share / 10_000 };
  }
  return null;
}
