import { browser } from 'wxt/browser';
import type { Venue } from '../venues/venue.ts';

/** Which venues the user lets the extension reach; Firefox lets him take any of them back. */
export interface Permissions {
  /** Resolves once the first answer is in; until then everything counts as granted. */
  readonly ready: Promise<void>;
  has(venue: Venue): boolean;
}

function originsOf(venue: Venue): string[] {
  return venue.origins.filter((origin) => origin.startsWith('https:')).map((origin) => `${origin}/*`);
}

/** Must be called while the worker starts: it listens for changes. */
export function watchPermissions(venues: readonly Venue[], changed: () => void): Permissions {
  const missing = new Set<string>();

  async function look(): Promise<void> {
    await Promise.all(
      venues.map(async (venue) => {
        const granted = await browser.permissions.contains({ origins: originsOf(venue) });
        if (granted) missing.delete(venue.id);
        else missing.add(venue.id);
      }),
    );
  }

  const lookAgain = () => void look().then(changed);
  browser.permissions.onAdded.addListener(lookAgain);
  browser.permissions.onRemoved.addListener(lookAgain);
  return { ready: look(), has: (venue) => !missing.has(venue.id) };
}
