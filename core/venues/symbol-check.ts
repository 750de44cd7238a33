import type { VenueId } from '../domain/instrument.ts';
import { VenueError } from './venue-error.ts';

/**
 * An answer about another symbol than asked must not pass as this one's.
 * @throws VenueError `invalid-answer`
 */
export function requireSymbol(answered: string, asked: string, venue: VenueId, endpoint: string): void {
  if (answered === asked) return;
  const detail = `answered for ${answered} instead of ${asked}`;
  throw new VenueError(venue, endpoint, { kind: 'invalid-answer', detail, until: null });
}

/**
 * The rows about one symbol in a list that may hold others.
 * @throws VenueError `invalid-answer` when the list speaks only of others
 */
export function rowsOfSymbol<T extends { readonly symbol: string }>(
  rows: readonly T[],
  asked: string,
  venue: VenueId,
  endpoint: string,
): T[] {
  const own = rows.filter((row) => row.symbol === asked);
  const other = rows[0];
  if (own.length === 0 && other !== undefined) requireSymbol(other.symbol, asked, venue, endpoint);
  return own;
}
