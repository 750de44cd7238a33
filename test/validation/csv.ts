import { readFileSync } from 'node:fs';

/** A CSV file by columns; cells stay text until they are asked for. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Commas, semicolons or tabs; either line ending; with or without a byte order mark and quotes. */
export function readTable(path: string): Table {
  const [head = '', ...lines] = readFileSync(path, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/);
  const separator = [',', ';', '\t'].find((each) => head.includes(each)) ?? ',';
  const columns = head.split(separator).map(bare);
  const rows = lines.filter((line) => line.trim() !== '').map((line) => line.split(separator));
  return { columns, rows };
}

function bare(cell: string): string {
  return cell.replaceAll('"', '').trim();
}

/** The first of `names` that the table has, ignoring case and word separators; null when it has none. */
export function columnOf(table: Table, names: readonly string[]): number | null {
  for (const name of names) {
    const at = table.columns.findIndex((column) => plain(column) === plain(name));
    if (at >= 0) return at;
  }
  return null;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/g, '');
}

/** Numbers of a column; NaN for empty cells and for words. */
export function numbers(table: Table, column: number): Float64Array {
  return Float64Array.from(table.rows, (row) => toNumber(row[column]));
}

function toNumber(cell: string | undefined): number {
  const text = cell === undefined ? '' : bare(cell);
  return text === '' ? Number.NaN : Number(text);
}

const TIME_COLUMNS = [
  'open_time_ms',
  'timestamp_ms',
  'funding_time_ms',
  'time_ms',
  'ts_ms',
  'open_time',
  'timestamp',
  'funding_time',
  'create_time',
  'calc_time',
  'ts',
  'time',
  'date',
  'datetime',
  'dt',
];

/** Unix milliseconds; null when no column holds a time, NaN where a cell holds none. */
export function times(table: Table): Float64Array | null {
  const column = columnOf(table, TIME_COLUMNS);
  return column === null ? null : Float64Array.from(table.rows, (row) => toTime(bare(row[column] ?? '')));
}

/** Epoch seconds, milliseconds, micro- or nanoseconds, or a date, which is UTC unless it says otherwise. */
function toTime(cell: string): number {
  const number = cell === '' ? Number.NaN : Number(cell);
  if (Number.isNaN(number)) {
    const hasZone = /(Z|[+-]\d\d:?\d\d)$/i.test(cell.slice(10));
    return Date.parse(hasZone || cell.length <= 10 ? cell : `${cell.replace(' ', 'T')}Z`);
  }
  if (number < 1e11) return number * 1000;
  if (number < 1e14) return number;
  return number < 1e17 ? number / 1e3 : number / 1e6;
}
