import { browser } from 'wxt/browser';
import type { VenueStatus } from '../../core/messages/protocol.ts';

/**
 * Asks the browser for a venue's hosts; false when the user says no. Must be called inside his click, before
 * anything is awaited.
 */
export function allowVenue({ grants }: VenueStatus): Promise<boolean> {
  return browser.permissions.request({ origins: [...grants] }).catch(() => false);
}

/** Gives a venue's hosts back, but for those another allowed venue needs. */
export function takeBackVenue(venue: VenueStatus, all: readonly VenueStatus[]): Promise<boolean> {
  const origins = grantsOfNoOther(venue, all);
  return browser.permissions.remove({ origins }).catch(() => false);
}

export function grantsOfNoOther(venue: VenueStatus, all: readonly VenueStatus[]): string[] {
  const others = all.filter((one) => one.venue !== venue.venue && one.permission === 'granted');
  const needed = new Set(others.flatMap(({ grants }) => grants));
  return venue.grants.filter((pattern) => !needed.has(pattern));
}
