import type { BarInterval } from '../../core/domain/time.ts';
import type { ChartRow } from './chart-rows.ts';

export interface CsvAbout {
  readonly symbol: string;
  readonly venue: string;
  readonly base: string;
  readonly quote: string;
  readonly interval: BarInterval;
  /** Whose open interest it is. */
  readonly openInterestSource: string;
}

/**
 * The rows as CSV (RFC 4180): one line of names with their units, times in UTC, numbers as plain decimals, unknown
 * left empty. Meant for a spreadsheet or a script, so nothing is rounded or translated.
 */
export function toCsv(rows: readonly ChartRow[], about: CsvAbout): string {
  const { symbol, venue, base, quote, interval, openInterestSource } = about;
  const head = [
    'time (UTC, bar open)',
    'symbol',
    'venue',
    'interval',
    ...['open', 'high', 'low', 'close'].map((name) => `${name} (${quote})`),
    `volume (${base})`,
    `open interest (${base}, ${openInterestSource}, at bar end)`,
    'funding rate (fraction per interval, last settled)',
    'premium (fraction of index, by the hour)',
  ];
  const lines = rows.map((row) => [
    new Date(row.time).toISOString(),
    symbol,
    venue,
    interval,
    ...[row.open, row.high, row.low, row.close, row.volume, row.openInterest, row.funding, row.premium].map(
      plain,
    ),
  ]);
  return [head, ...lines].map((line) => `${line.map(quoted).join(',')}\r\n`).join('');
}

/** `1e-7` is not read everywhere. */
function plain(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return '';
  const text = String(value);
  return text.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : text;
}

/** Quoted where needed; a leading sign of a formula is defused, because spreadsheets run what they open. */
function quoted(text: string): string {
  const safe = /^[=+@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
