import type { HeatColumn, HeatSlice, SeriesSlice } from '../domain/long-look.ts';

type Columns = readonly (readonly number[])[];

/** The columns after a slice: its rows replace everything from `from` on, or all when null. */
export function applySlice(held: Columns, { from, columns }: Pick<SeriesSlice, 'from' | 'columns'>): Columns {
  if (from === null || held.length !== columns.length) return columns;
  const end = held[0]!.findIndex((time) => time >= from);
  const kept = end < 0 ? held[0]!.length : end;
  return columns.map((column, at) => [...held[at]!.slice(0, kept), ...column]);
}

export function applyHeat(held: readonly HeatColumn[], { from, columns }: HeatSlice): readonly HeatColumn[] {
  return from === null ? columns : [...held.filter(({ time }) => time < from), ...columns];
}
