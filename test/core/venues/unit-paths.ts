import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Instrument } from '../../../core/domain/instrument.ts';
import type { Observation, ObservationKind } from '../../../core/domain/observation.ts';
import { venueById } from '../../../core/venues/registry.ts';
import { recordedDir } from '../../contract/run.ts';

export const NOW = 1_795_000_000_000;

/** A recorded answer, read in place; null, with a line that says so, where the folder is absent. */
export function recordedAnswer<T>(file: string): T | null {
  const path = join(recordedDir(), file);
  if (!existsSync(path)) {
    console.log(`skipped: no ${path}`);
    return null;
  }
  return JSON.parse(readFileSync(path, 'utf8')).httpResponse;
}

/** What a venue's adapter reads in an answer; the instrument is the one asked about. */
export function read(
  venue: string,
  endpointId: string,
  answer: unknown,
  instrument?: Instrument,
): Observation[] {
  const endpoint = venueById(venue)?.endpoints.find((one) => one.id === endpointId);
  if (endpoint === undefined) throw new Error(`${venue} has no ${endpointId}`);
  const instruments = new Map(instrument === undefined ? [] : [[instrument.venueSymbol, instrument]]);
  const query = instrument === undefined ? {} : { instrument };
  return endpoint.parse(answer, { query, instruments, receivedTime: NOW, venueTime: NOW });
}

/** The one observation of a kind, of a symbol where several are there. */
export function only<K extends ObservationKind>(
  observations: readonly Observation[],
  kind: K,
  venueSymbol?: string,
) {
  const found = observations.filter(
    (one) => one.kind === kind && (venueSymbol === undefined || one.venueSymbol === venueSymbol),
  );
  if (found.length !== 1) throw new Error(`${found.length} observations of ${kind}`);
  return found[0] as Extract<Observation, { kind: K }>;
}
