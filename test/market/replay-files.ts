import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

export type RecordedKind =
  | 'perp-5m'
  | 'perp-1h'
  | 'spot-5m'
  | 'spot-1h'
  | 'open-interest-5m'
  | 'open-interest-1h'
  | 'funding'
  | 'premium-1h'
  | 'account-ratio'
  | 'taker-volume';

/** Columns of numbers as a file holds them; the first is the time. */
export interface RecordedTable {
  readonly kind: RecordedKind;
  readonly asset: string;
  readonly set: string;
  /** Open interest in USD, or taker volume in USD, instead of coins. */
  readonly inUsd: boolean;
  readonly time: Float64Array;
  readonly columns: readonly Float64Array[];
}

/** Files named `<SYMBOL>_<what>[_<step>].csv`, in the folder itself or one below it. */
export function findRecordedFiles(directory: string): string[] {
  if (!existsSync(directory)) return [];
  const files: string[] = [];
  for (const name of readdirSync(directory).sort()) {
    const path = join(directory, name);
    if (statSync(path).isDirectory())
      files.push(
        ...readdirSync(path)
          .sort()
          .map((inner) => join(path, inner)),
      );
    else files.push(path);
  }
  return files.filter((path) => path.endsWith('.csv') && recognise(path) !== null);
}

/** What a file holds, by its name and its header; null when this replay has no use for it. */
export function recognise(path: string): { kind: RecordedKind; asset: string } | null {
  const name = basename(path, '.csv');
  const match = /^([A-Z0-9]+?)-?USDT(?:-SWAP)?_(.+)$/.exec(name);
  if (!match) return null;
  const kind = KINDS[match[2]!];
  return kind ? { kind, asset: match[1]! } : null;
}

const KINDS: Readonly<Record<string, RecordedKind>> = {
  perp_5m: 'perp-5m',
  ohlcv_5m: 'perp-5m',
  candles_1h: 'perp-1h',
  ohlcv_1h: 'perp-1h',
  spot_5m: 'spot-5m',
  spot_1h: 'spot-1h',
  oi_5m: 'open-interest-5m',
  oi_1h: 'open-interest-1h',
  open_interest: 'open-interest-1h',
  funding: 'funding',
  funding_8h: 'funding',
  funding_rate: 'funding',
  premium_1h: 'premium-1h',
  long_short_ratio: 'account-ratio',
  taker_volume: 'taker-volume',
};

/** Column names of each kind, in the order readers expect; the first spelling found wins. */
const COLUMNS: Readonly<Record<RecordedKind, readonly (readonly string[])[]>> = {
  'perp-5m': [['open'], ['high'], ['low'], ['close'], ['volume_base', 'volume'], ['taker_buy_base']],
  'perp-1h': [['open'], ['high'], ['low'], ['close'], ['volume_base', 'volume'], ['taker_buy_base']],
  'spot-5m': [['open'], ['high'], ['low'], ['close'], ['volume_base', 'volume'], ['taker_buy_base']],
  'spot-1h': [['open'], ['high'], ['low'], ['close'], ['volume_base', 'volume'], ['taker_buy_base']],
  'open-interest-5m': [['open_interest_base', 'oi_value']],
  'open-interest-1h': [['open_interest_base', 'oi_value']],
  funding: [['funding_rate', 'fundingRate']],
  'premium-1h': [['premium']],
  'account-ratio': [['ratio']],
  'taker-volume': [['buyVol'], ['sellVol']],
};

/** @throws Error when a needed column is absent. */
export function readRecordedTable(path: string): RecordedTable {
  const known = recognise(path);
  if (!known) throw new Error(`${path}: not a recorded table`);
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  const header = lines[0]!.trim().split(',');
  const wanted = COLUMNS[known.kind].map((names) => names.map((n) => header.indexOf(n)).find((i) => i >= 0));
  if (wanted[0] === undefined) throw new Error(`${path}: no column ${COLUMNS[known.kind][0]!.join(' or ')}`);
  const rows = lines.length - 1;
  const time = new Float64Array(rows);
  const columns = wanted.map(() => new Float64Array(rows).fill(Number.NaN));
  for (let row = 0; row < rows; row++) {
    const cells = lines[row + 1]!.split(',');
    time[row] = Number(cells[0]);
    wanted.forEach((index, c) => {
      const cell = index === undefined ? undefined : cells[index];
      if (cell) columns[c]![row] = Number(cell);
    });
  }
  const inUsd = header.includes('oi_value') || known.kind === 'taker-volume';
  return { ...known, set: basename(join(path, '..')), inUsd, time, columns };
}
