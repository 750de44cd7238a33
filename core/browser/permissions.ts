import type { Venue } from '../venues/venue.ts';
import { apiPatterns } from '../venues/venue-origins.ts';

interface Listened {
  addListener(listener: () => void): void;
}

/** The part of `browser.permissions` that is used. */
export interface PermissionsApi {
  contains(wanted: { origins: string[] }): Promise<boolean>;
  readonly onAdded: Listened;
  readonly onRemoved: Listened;
}

/** Which venues the user lets the extension reach. He can take any of them back, in Firefox also those of the install. */
export interface Permissions {
  /** Resolves once the first answer is in; until then only what is asked at install counts as granted. */
  readonly ready: Promise<void>;
  has(venue: Venue): boolean;
}

/** Must be called while the worker starts: it listens for changes. */
export function watchPermissions(
  api: PermissionsApi,
  venues: readonly Venue[],
  changed: () => void,
): Permissions {
  const granted = new Set(venues.filter(({ permission }) => permission === 'install').map(({ id }) => id));

  async function look(): Promise<void> {
    await Promise.all(
      venues.map(async (venue) => {
        const isGranted = await api.contains({ origins: apiPatterns(venue) }).catch(() => false);
        if (isGranted) granted.add(venue.id);
        else granted.delete(venue.id);
      }),
    );
  }

  const lookAgain = () => void look().then(changed);
  api.onAdded.addListener(lookAgain);
  api.onRemoved.addListener(lookAgain);
  return { ready: look(), has: (venue) => granted.has(venue.id) };
}
