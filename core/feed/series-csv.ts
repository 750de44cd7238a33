import type { Columns } from './columns.ts';
import type { SeriesId } from './series-kinds.ts';

const BARS = ['open', 'high', 'low', 'close', 'volume_base', 'taker_buy_volume_base'];

/** What the second column of a point series holds, with its unit. */
const VALUE: Readonly<Partial<Record<SeriesId, string>>> = {
  'open-interest:5m': 'open_interest_base',
  'open-interest:1h': 'open_interest_base',
  funding: 'funding_rate_per_interval',
  'premium:1h': 'premium_fraction',
  'long-short-account-ratio:1h': 'long_short_account_ratio',
  'taker-imbalance:1h': 'taker_imbalance_fraction',
  'depth:5m': 'depth_within_1_percent_quote',
};

/**
 * One series as CSV (RFC 4180, with a header line): venue time as milliseconds and as UTC text, then the values.
 * A value that is not known is an empty field, never 0.
 */
export function seriesCsv(series: SeriesId, columns: Columns): string {
  const [times, ...values] = columns.view();
  const names = series.startsWith('candles') ? BARS : [VALUE[series] ?? 'value'];
  const lines = [['venue_time_ms', 'venue_time_utc', ...names].join()];
  for (let row = 0; row < columns.length; row++) {
    const time = times![row]!;
    lines.push([time, utc(time), ...values.map((column) => cell(column[row]!))].join());
  }
  return `${lines.join('\r\n')}\r\n`;
}

function utc(time: number): string {
  const date = new Date(time);
  return Number.isFinite(date.getTime()) ? date.toISOString() : '';
}

const cell = (value: number) => (Number.isFinite(value) ? String(value) : '');
