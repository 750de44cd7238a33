import type { Ms } from '../domain/time.ts';
import type { Columns } from './columns.ts';

/** Venue clock, inclusive. */
export interface TimeRange {
  readonly since: Ms;
  readonly until: Ms;
}

/**
 * Where rows every `stepMs` are missing between `from` and `to`, newest first. Rows may stand anywhere inside
 * their step: only a distance of more than one and a half steps is a gap.
 */
export function missingRanges(columns: Columns, stepMs: Ms, from: Ms, to: Ms): TimeRange[] {
  if (to < from) return [];
  const first = columns.indexFrom(from);
  const last = columns.indexFrom(to + 1) - 1;
  if (last < first) return [{ since: from, until: to }];
  const ranges: TimeRange[] = [];
  const newest = columns.timeAt(last);
  if (to - newest >= stepMs) ranges.push({ since: newest + 1, until: to });
  for (let index = last; index > first; index--) {
    const later = columns.timeAt(index);
    const earlier = columns.timeAt(index - 1);
    if (later - earlier > 1.5 * stepMs) ranges.push({ since: earlier + 1, until: later - 1 });
  }
  const oldest = columns.timeAt(first);
  if (oldest - from >= stepMs) ranges.push({ since: from, until: oldest - 1 });
  return ranges;
}

/** What is left of `range` once the parts in `without` are taken out, newest first. */
export function subtract(range: TimeRange, without: readonly TimeRange[]): TimeRange[] {
  let left: TimeRange[] = [range];
  for (const hole of without) {
    left = left.flatMap(({ since, until }) => {
      if (hole.until < since || hole.since > until) return [{ since, until }];
      const parts: TimeRange[] = [];
      if (hole.until < until) parts.push({ since: hole.until + 1, until });
      if (hole.since > since) parts.push({ since, until: hole.since - 1 });
      return parts;
    });
  }
  return left;
}

/** Cuts a range into requests that hold at most `rows` whole steps, newest first. */
export function pages({ since, until }: TimeRange, stepMs: Ms, rows: number): TimeRange[] {
  const cut: TimeRange[] = [];
  for (let end = until; end >= since; ) {
    const lastStep = Math.floor(end / stepMs) * stepMs;
    const start = Math.max(since, lastStep - (Math.max(1, rows) - 1) * stepMs);
    cut.push({ since: start, until: end });
    end = start - 1;
  }
  return cut;
}
