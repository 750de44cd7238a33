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

/** Something the browser has to permit: a venue to be asked, or a site of charts to be read. */
export interface PermittedSite {
  readonly id: string;
  readonly permission: 'install' | 'optional';
  /** Match patterns, all of them needed. */
  readonly patterns: readonly string[];
}

export function askedVenue(venue: Venue): PermittedSite {
  return { id: venue.id, permission: venue.permission, patterns: apiPatterns(venue) };
}

/** Which venues the user lets the extension reach. He can take any of them back, in Firefox also those of the install. */
export interface Permissions {
  /** Resolves once the first answer is in; until then only what is asked at install counts as granted. */
  readonly ready: Promise<void>;
  has(site: { readonly id: string }): boolean;
}

/** Must be called while the worker starts: it listens for changes. */
export function watchPermissions(
  api: PermissionsApi,
  sites: readonly PermittedSite[],
  changed: () => void,
): Permissions {
  const granted = new Set(sites.filter(({ permission }) => permission === 'install').map(({ id }) => id));

  async function look(): Promise<void> {
    await Promise.all(
      sites.map(async ({ id, patterns }) => {
        const isGranted = await api.contains({ origins: [...patterns] }).catch(() => false);
        if (isGranted) granted.add(id);
        else granted.delete(id);
      }),
    );
  }

  const lookAgain = () => void look().then(changed);
  api.onAdded.addListener(lookAgain);
  api.onRemoved.addListener(lookAgain);
  return { ready: look(), has: ({ id }) => granted.has(id) };
}
