import { venues } from '../../core/venues/registry.ts';
import type { Venue } from '../../core/venues/venue.ts';
import { explained } from './explained.ts';
import { CLOCK, knownInstruments } from './known-instruments.ts';
import { readAnswer } from './read-answer.ts';
import { readMessages } from './read-messages.ts';
import { type RecordedFile, type RecordedSample, recordedFiles } from './recorded.ts';
import { type Instruments, notCovered, refused, type Verdict } from './verdict.ts';

export interface ContractRow extends Verdict {
  readonly venue: string;
  /** Folder and name, e.g. `bybit/fetchOHLCV-1.json`. */
  readonly file: string;
}

export interface ContractReport {
  readonly totals: {
    readonly files: number;
    readonly parsed: number;
    readonly refused: number;
    readonly notCovered: number;
    readonly mismatches: number;
  };
  readonly rows: readonly ContractRow[];
}

function readError(venue: Venue, sample: RecordedSample): Verdict {
  const answer = { status: 200, headers: new Map<string, string>(), body: sample.httpResponse };
  const fault = venue.fault({ ...answer, receivedTime: CLOCK });
  return fault === null
    ? notCovered('error of a private or retired endpoint', 'fault')
    : { endpoint: 'fault', status: 'parsed', reason: `${fault.kind}: ${fault.detail}`, mismatches: [] };
}

function read(venue: Venue, { sample }: RecordedFile, known: Instruments): Verdict {
  if (sample === null) return refused('', 'the file is not readable');
  if (sample.method === 'errorResponse') return readError(venue, sample);
  return sample.transport === 'ws' ? readMessages(venue, sample, known) : readAnswer(venue, sample, known);
}

function readFile(venue: Venue, file: RecordedFile, known: Instruments): ContractRow {
  const verdict = read(venue, file, known);
  const reason = verdict.status === 'refused' ? explained(file.name) : null;
  return {
    venue: venue.id,
    file: file.name,
    ...(reason === null ? verdict : notCovered(reason, verdict.endpoint)),
  };
}

/** Reads every recorded answer of every registered venue with that venue's own adapter. */
export function runContract(root: string): ContractReport {
  const rows = venues.flatMap((venue) => {
    const files = recordedFiles(root, venue.id);
    const known = knownInstruments(venue, files);
    return files.map((file) => readFile(venue, file, known));
  });
  const count = (status: ContractRow['status']) => rows.filter((row) => row.status === status).length;
  const totals = {
    files: rows.length,
    parsed: count('parsed'),
    refused: count('refused'),
    notCovered: count('notCovered'),
    mismatches: rows.reduce((sum, row) => sum + row.mismatches.length, 0),
  };
  return { totals, rows };
}
