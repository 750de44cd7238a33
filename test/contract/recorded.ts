import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One file of the recorded folder: an answer or socket messages, where they come from, what others read in them. */
export interface RecordedSample {
  readonly source: string;
  /** `recorded` was captured; the others are documentation samples with made-up or shortened values. */
  readonly provenance: 'recorded' | 'library-fixture' | 'doc-example' | 'ccxt-source-comment';
  readonly transport: 'http' | 'ws';
  /** What it answers, in ccxt's words: `fetchOHLCV`, `wsLiquidations`, `errorResponse`. */
  readonly method: string;
  /** Whole address, path only, or unknown. */
  readonly url: string | null;
  /** `heading` is ccxt's remark over a sample in its source. */
  readonly request: { readonly body?: unknown; readonly heading?: string | null } | null;
  /** The answer, or one socket message, or a list of them. */
  readonly httpResponse: unknown;
  /** The source library's own reading of it, one list per message; null when it has none. */
  readonly parsed: unknown;
}

export interface RecordedFile {
  /** `bybit/fetchOHLCV-1.json` */
  readonly name: string;
  /** Null when the file is no JSON object. */
  readonly sample: RecordedSample | null;
}

/** Venues whose spot market is recorded apart. */
const SPOT_FOLDERS: Readonly<Record<string, string>> = { 'binance-usdm': 'binance-spot' };

/** Folders named otherwise than the venue. */
const FOLDERS: Readonly<Record<string, string>> = { coinbase: 'coinbase-intl' };

/** Socket samples may keep their messages under `messages`. */
function readSample(path: string): RecordedSample | null {
  try {
    const read = JSON.parse(readFileSync(path, 'utf8'));
    return { ...read, httpResponse: read.httpResponse ?? read.messages };
  } catch {
    return null;
  }
}

/** Folder of a venue: its id, else the id's first word (`bybit-linear` → `bybit`). */
export function recordedFiles(root: string, venue: string): RecordedFile[] {
  const own = [venue, FOLDERS[venue] ?? '', venue.split('-')[0] ?? ''].find(
    (name) => name !== '' && existsSync(join(root, name)),
  );
  const folders = [own, SPOT_FOLDERS[venue]].filter((name) => name !== undefined);
  return folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder))
        .filter((file) => file.endsWith('.json'))
        .sort()
        .map((file) => ({
          name: `${folder}/${file}`,
          sample: readSample(join(root, folder, file)),
        })),
    );
}

/** Socket messages of a sample, one per entry. */
export function messagesOf(sample: RecordedSample): unknown[] {
  return Array.isArray(sample.httpResponse) ? sample.httpResponse : [sample.httpResponse];
}
