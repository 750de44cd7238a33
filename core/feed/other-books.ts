import type { Venue } from '../venues/venue.ts';

/** The venues to set beside the viewed one: of those that share an order book, it or the first to have it. */
export function otherBooks(viewed: Venue, venues: readonly Venue[]): Venue[] {
  const bookOf = (venue: Venue) => venue.bookOf ?? venue.id;
  return venues.filter(
    (venue) =>
      bookOf(venue) !== bookOf(viewed) && venues.find((one) => bookOf(one) === bookOf(venue)) === venue,
  );
}
