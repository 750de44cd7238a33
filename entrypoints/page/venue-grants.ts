import { browser } from 'wxt/browser';
import type { Grantable } from '../../core/messages/protocol.ts';

/**
 * Asks the browser for a venue's hosts; false when the user says no. Must be called inside his click, before
 * anything is awaited.
 */
export function allowVenue({ grants }: Grantable): Promise<boolean> {
  return browser.permissions.request({ origins: [...grants] }).catch(() => false);
}

/** Gives a venue's hosts back, but for those another allowed venue needs. */
export function takeBackVenue(venue: Grantable, all: readonly Grantable[]): Promise<boolean> {
  const origins = grantsOfNoOther(venue, all);
  return browser.permissions.remove({ origins }).catch(() => false);
}

export function grantsOfNoOther(venue: Grantable, all: readonly Grantable[]): string[] {
  const others = all.filter((one) => one.venue !== venue.venue && one.permission === 'granted');
  const needed = new Set(others.flatMap(({ grants }) => grants));
  return venue.grants.filter((pattern) => !needed.has(pattern));
}
