import { readFileSync } from 'node:fs';

/** A CSV file by columns; cells stay text until they are asked for. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function readTable(path: string): Table {
  const [head = '', ...lines] = readFileSync(path, 'utf8').split(/\r?\n/);
  const columns = head.split(',').map((name) => name.trim().replaceAll('"', ''));
  return { columns, rows: lines.filter((line) => line.trim() !== '').map((line) => line.split(',')) };
}

/** The first of `names` that the table has, ignoring case; null when it has none. */
export function columnOf(table: Table, names: readonly string[]): number | null {
  for (const name of names) {
    const at = table.columns.findIndex((column) => column.toLowerCase() === name.toLowerCase());
    if (at >= 0) return at;
  }
  return null;
}

/** Numbers of a column; NaN for empty cells. */
export function numbers(table: Table, column: number): Float64Array {
  return Float64Array.from(table.rows, (row) => {
    const cell = row[column]?.trim() ?? '';
    return cell === '' ? Number.NaN : Number(cell);
  });
}

const TIME_COLUMNS = [
  'open_time_ms',
  'timestamp_ms',
  'funding_time_ms',
  'open_time',
  'timestamp',
  'funding_time',
  'ts',
  'time',
  'date',
  'datetime',
];

/** Unix milliseconds from epoch seconds, milliseconds or an ISO date; null when no column holds a time. */
export function times(table: Table): Float64Array | null {
  const column = columnOf(table, TIME_COLUMNS);
  if (column === null) return null;
  return Float64Array.from(table.rows, (row) => {
    const cell = row[column]?.trim() ?? '';
    const number = Number(cell);
    if (cell === '' || Number.isNaN(number)) return Date.parse(cell);
    return number < 1e11 ? number * 1000 : number;
  });
}
