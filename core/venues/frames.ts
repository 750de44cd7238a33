import type { VenueId } from '../domain/instrument.ts';
import type { ParseContext } from './venue.ts';
import { VenueError } from './venue-error.ts';

/** What a stream knows when a frame arrives. */
export type FrameContext = Omit<ParseContext, 'query'>;

/** No public market frame is longer; all-market arrays reach about 300 kB. */
const LONGEST_FRAME = 2_000_000;

/**
 * The JSON of a frame.
 * @throws VenueError `invalid-answer`
 */
export function parseFrame(frame: string, venue: VenueId): unknown {
  const invalid = (detail: string, cause?: unknown) =>
    new VenueError(venue, 'stream', { kind: 'invalid-answer', detail, until: null }, { cause });
  if (frame.length > LONGEST_FRAME) throw invalid('frame too long');
  try {
    return JSON.parse(frame);
  } catch (error) {
    throw invalid('frame is not JSON', error);
  }
}
