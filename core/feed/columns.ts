import type { Ms } from '../domain/time.ts';

/** A batch of rows: equally long columns, times first. */
export type Batch = readonly Float64Array[];

/**
 * Rows of numbers ascending by time, one typed array per column so that analytics reads them without copying.
 * Each time occurs once.
 */
export interface Columns {
  readonly length: number;
  readonly firstTime: Ms | null;
  readonly lastTime: Ms | null;
  timeAt(index: number): Ms;
  valueAt(column: number, index: number): number;
  /** Index of the first row at or after `time`. */
  indexFrom(time: Ms): number;
  /**
   * Takes rows in any order. An existing time is overwritten (`replace`) or left alone (`keep`).
   * Returns the earliest time that changed, or null.
   */
  merge(batch: Batch, existing: 'replace' | 'keep'): Ms | null;
  /** Views (not copies) of rows `from` ≤ time ≤ `to`. */
  view(from?: Ms, to?: Ms): Float64Array[];
  dropBefore(time: Ms): void;
  /** Forgets rows later than `time`. */
  dropAfter(time: Ms): void;
}

export function createColumns(width: number): Columns {
  let length = 0;
  let data = Array.from({ length: width }, () => new Float64Array(64));

  const times = () => data[0]!;

  function indexFrom(time: Ms): number {
    let low = 0;
    let high = length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (times()[middle]! < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function reserve(rows: number): void {
    if (rows <= times().length) return;
    const capacity = Math.max(rows, times().length * 2);
    data = data.map((column) => {
      const grown = new Float64Array(capacity);
      grown.set(column.subarray(0, length));
      return grown;
    });
  }

  function copyRow(batch: Batch, row: number, index: number): boolean {
    let changed = false;
    for (let column = 0; column < width; column++) {
      const target = data[column]!;
      const value = batch[column]![row]!;
      if (!Object.is(target[index], value)) {
        target[index] = value;
        changed = true;
      }
    }
    return changed;
  }

  function mergeRow(batch: Batch, row: number, replace: boolean): Ms | null {
    const time = batch[0]![row]!;
    const index = indexFrom(time);
    if (index < length && times()[index] === time) {
      return replace && copyRow(batch, row, index) ? time : null;
    }
    reserve(length + 1);
    for (const column of data) column.copyWithin(index + 1, index, length);
    length++;
    copyRow(batch, row, index);
    return time;
  }

  /** One pass over both; far cheaper than inserting a long backfill row by row. */
  function mergeAll(batch: Batch, order: readonly number[], replace: boolean): Ms | null {
    const merged = Array.from({ length: width }, () => new Float64Array(length + order.length));
    let changed: Ms | null = null;
    let mine = 0;
    let out = 0;
    const take = (source: Batch, index: number) => {
      for (let column = 0; column < width; column++) merged[column]![out] = source[column]![index]!;
      out++;
    };
    for (const row of order) {
      const time = batch[0]![row]!;
      while (mine < length && times()[mine]! < time) take(data, mine++);
      const exists = mine < length && times()[mine] === time;
      if (exists && !replace) continue;
      if (exists) mine++;
      changed ??= time;
      take(batch, row);
    }
    while (mine < length) take(data, mine++);
    data = merged;
    length = out;
    return changed;
  }

  return {
    get length() {
      return length;
    },
    get firstTime() {
      return length === 0 ? null : times()[0]!;
    },
    get lastTime() {
      return length === 0 ? null : times()[length - 1]!;
    },
    timeAt: (index) => times()[index]!,
    valueAt: (column, index) => data[column]![index]!,
    indexFrom,
    merge(batch, existing) {
      const order = orderOf(batch[0]!);
      const replace = existing === 'replace';
      if (order.length > 4) return mergeAll(batch, order, replace);
      let changed: Ms | null = null;
      for (const row of order) {
        const at = mergeRow(batch, row, replace);
        if (at !== null) changed ??= at;
      }
      return changed;
    },
    view(from, to) {
      const start = from === undefined ? 0 : indexFrom(from);
      const end = to === undefined ? length : indexFrom(to + 1);
      return data.map((column) => column.subarray(start, Math.max(start, end)));
    },
    dropBefore(time) {
      const start = indexFrom(time);
      if (start === 0) return;
      data = data.map((column) => column.slice(start, length));
      length -= start;
    },
    dropAfter(time) {
      length = indexFrom(time + 1);
    },
  };
}

/** Row numbers ascending by time, the last of equal times only, without rows whose time is no number. */
function orderOf(times: Float64Array): number[] {
  const order: number[] = [];
  let ascending = true;
  for (let row = 0; row < times.length; row++) {
    if (!Number.isFinite(times[row])) continue;
    if (order.length > 0 && times[row]! <= times[order[order.length - 1]!]!) ascending = false;
    order.push(row);
  }
  if (ascending) return order;
  order.sort((a, b) => times[a]! - times[b]! || a - b);
  return order.filter((row, index) => times[row] !== times[order[index + 1] ?? -1]);
}
