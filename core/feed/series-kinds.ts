import type { CandlesObservation, SeriesKind, SeriesObservation, TimedValue } from '../domain/observation.ts';
import { type BarInterval, DAY, HOUR, MINUTE, type Ms } from '../domain/time.ts';
import type { Provision } from '../venues/venue.ts';
import type { Batch } from './columns.ts';

/** Every series the feed keeps, by the name it is stored under. */
export type SeriesId =
  | 'candles:perp:5m'
  | 'candles:perp:1h'
  | 'candles:spot:1h'
  | 'open-interest:5m'
  | 'open-interest:1h'
  | 'funding'
  | 'premium:1h'
  | 'long-short-account-ratio:1h'
  | 'taker-imbalance:1h'
  | 'depth:5m';

export interface SeriesSpec {
  /** What an endpoint must provide to fill it; null for our own samples. */
  readonly provision: Provision | null;
  readonly interval: BarInterval | null;
  /** Expected distance of rows; funding's is the instrument's own interval. */
  readonly stepMs: Ms;
  /** Times and values: 7 columns for bars, 2 for points. */
  readonly width: 2 | 7;
  /** How far back it is filled. */
  readonly wantedMs: Ms;
  /** Part of `wantedMs` a cold pair asks for at once; the rest follows when nothing else is due. */
  readonly firstMs: Ms;
  readonly retentionMs: Ms;
}

const MONTH = 30 * DAY;
const hourly = {
  interval: '1h',
  stepMs: HOUR,
  wantedMs: MONTH,
  firstMs: MONTH,
  retentionMs: 40 * DAY,
} as const;
const fine = {
  interval: '5m',
  stepMs: 5 * MINUTE,
  wantedMs: 3 * DAY,
  firstMs: DAY,
  retentionMs: 8 * DAY,
} as const;

export const SERIES: Readonly<Record<SeriesId, SeriesSpec>> = {
  'candles:perp:1h': { ...hourly, provision: 'candles:perp', width: 7 },
  'open-interest:1h': { ...hourly, provision: 'series:open-interest', width: 2 },
  'candles:perp:5m': { ...fine, provision: 'candles:perp', width: 7 },
  'open-interest:5m': { ...fine, provision: 'series:open-interest', width: 2 },
  funding: { ...hourly, provision: 'series:funding', interval: null, stepMs: 8 * HOUR, width: 2 },
  'premium:1h': { ...hourly, provision: 'series:premium', width: 2 },
  'candles:spot:1h': { ...hourly, provision: 'candles:spot', width: 7 },
  'long-short-account-ratio:1h': { ...hourly, provision: 'series:long-short-account-ratio', width: 2 },
  'taker-imbalance:1h': { ...hourly, provision: 'series:taker-imbalance', width: 2 },
  'depth:5m': { ...fine, provision: null, width: 2, retentionMs: MONTH },
};

/** Null for an interval the feed does not keep. */
export function seriesOf(observation: CandlesObservation | SeriesObservation): SeriesId | null {
  const id =
    observation.kind === 'candles'
      ? `candles:${observation.market}:${observation.interval}`
      : observation.series === ('funding' satisfies SeriesKind)
        ? 'funding'
        : `${observation.series}:${observation.interval ?? '1h'}`;
  return Object.hasOwn(SERIES, id) ? (id as SeriesId) : null;
}

/** Rows as columns: times first; bars in the order of `BarSeries`. */
export function toBatch(observation: CandlesObservation | SeriesObservation): Batch {
  if (observation.kind === 'series') {
    // Points without a step (one a minute) are kept as the mean of their hour.
    const rows =
      observation.interval === null && observation.series !== 'funding'
        ? hourlyMeans(observation.rows)
        : observation.rows;
    return [Float64Array.from(rows, (row) => row.time), Float64Array.from(rows, (row) => row.value)];
  }
  const { rows } = observation;
  return [
    Float64Array.from(rows, (row) => row.openTime),
    Float64Array.from(rows, (row) => row.open),
    Float64Array.from(rows, (row) => row.high),
    Float64Array.from(rows, (row) => row.low),
    Float64Array.from(rows, (row) => row.close),
    Float64Array.from(rows, (row) => row.volume),
    Float64Array.from(rows, (row) => row.takerBuyVolume ?? Number.NaN),
  ];
}

function hourlyMeans(rows: readonly TimedValue[]): TimedValue[] {
  const hours = new Map<Ms, { sum: number; count: number }>();
  for (const { time, value } of rows) {
    const hour = Math.floor(time / HOUR) * HOUR;
    const { sum, count } = hours.get(hour) ?? { sum: 0, count: 0 };
    hours.set(hour, { sum: sum + value, count: count + 1 });
  }
  return [...hours].map(([time, { sum, count }]) => ({ time, value: sum / count }));
}
