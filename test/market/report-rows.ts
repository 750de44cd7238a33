import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type RecordedTable, readRecordedTable } from './replay-files.ts';

const HISTORY = join(dirname(fileURLToPath(import.meta.url)), '../../../shared/history');

/** One line of the report: the same habit, recorded and simulated. */
export interface Row {
  readonly fact: string;
  readonly real: string;
  readonly simulated: string;
}

/** Null where the folder is absent. */
export function recorded(set: string, file: string): RecordedTable | null {
  const path = join(HISTORY, set, file);
  return existsSync(path) ? readRecordedTable(path) : null;
}

export const percent = (value: number, digits = 2): string => `${(100 * value).toFixed(digits)} %`;
export const both = (table: RecordedTable | null, say: (table: RecordedTable) => string): string =>
  table ? say(table) : '–';
