import type { Ms } from '../domain/time.ts';
import type { Batch } from './columns.ts';

/** Rows that differ from those sent before: everything from `from` on, or all when null. */
export interface Changes {
  readonly from: Ms | null;
  readonly columns: number[][];
}

/**
 * What a receiver of `sent` has to be told to hold `now`; null when nothing changed. Rows that fell off the old
 * end are not worth a word: the receiver may keep them.
 */
export function changesSince(sent: Batch | null, now: Batch): Changes | null {
  const times = now[0]!;
  const all = (from: Ms | null, row: number): Changes => ({
    from,
    columns: now.map((column) => Array.from(column.subarray(row))),
  });
  if (sent === null || sent[0]!.length === 0) return times.length === 0 ? null : all(null, 0);
  if (times.length === 0) return all(null, 0);
  const shift = sent[0]!.indexOf(times[0]!);
  if (shift < 0) return all(null, 0);
  let row = 0;
  const kept = sent[0]!.length - shift;
  while (
    row < times.length &&
    row < kept &&
    now.every((column, at) => same(column[row], sent[at]![row + shift]))
  )
    row += 1;
  if (row === times.length && row === kept) return null;
  const from = Math.min(
    times[row] ?? Number.POSITIVE_INFINITY,
    sent[0]![row + shift] ?? Number.POSITIVE_INFINITY,
  );
  return all(from, row);
}

function same(a: number | undefined, b: number | undefined): boolean {
  return Object.is(a, b);
}
