import type * as z from 'zod/mini';
import type { Instrument, VenueId } from '../domain/instrument.ts';
import type { Observation } from '../domain/observation.ts';
import { decodeEach } from './fields.ts';
import type { FrameContext } from './frames.ts';
import { VenueError } from './venue-error.ts';

/** Turns rows about any symbol into observations of the known ones; a socket may send the same rows. */
export type RowReader = (rows: readonly unknown[], context: FrameContext) => Observation[];

export function rowReader<T extends z.ZodMiniType>(
  venue: VenueId,
  name: string,
  schema: T,
  symbolOf: (row: z.output<T>) => string,
  observe: (row: z.output<T>, instrument: Instrument, context: FrameContext) => Observation[],
): RowReader {
  return (rows, context) =>
    decodeEach(schema, rows, venue, name).flatMap((row) => {
      const instrument = context.instruments.get(symbolOf(row));
      return instrument === undefined ? [] : observe(row, instrument, context);
    });
}

/**
 * The same rows when one instrument was asked for.
 * @throws VenueError `invalid-answer` when they speak of others
 */
export function readOnly(
  reader: RowReader,
  rows: readonly unknown[],
  instrument: Instrument,
  context: FrameContext,
): Observation[] {
  const instruments = new Map([[instrument.venueSymbol, instrument]]);
  const read = reader(rows, { ...context, instruments });
  if (read.length > 0 || rows.length === 0) return read;
  const detail = `says nothing of ${instrument.venueSymbol}`;
  throw new VenueError(instrument.venue, 'rows', { kind: 'invalid-answer', detail, until: null });
}
