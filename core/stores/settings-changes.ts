import type { SettingsPatch } from '../messages/protocol.ts';
import type { WatchedSymbol } from '../settings/settings.ts';
import type { SettingsChange } from './page-store.ts';

/** The watchlist with `part` of one symbol replaced; a symbol that is not in it joins at the end. */
export function withWatched(key: string, part: Partial<Omit<WatchedSymbol, 'key'>>): SettingsChange {
  return (settings) => {
    const known = settings.watchlist.some((watched) => watched.key === key);
    const watchlist = known
      ? settings.watchlist.map((watched) => (watched.key === key ? { ...watched, ...part } : watched))
      : [...settings.watchlist, { key, enabled: true, mutedUntil: 0, thresholds: {}, ...part }];
    return { ...settings, watchlist };
  };
}

export function withoutWatched(key: string): SettingsChange {
  return (settings) => ({
    ...settings,
    watchlist: settings.watchlist.filter((watched) => watched.key !== key),
  });
}

export function withPaused(paused: boolean): SettingsChange {
  return (settings) => ({ ...settings, paused });
}

export function withHostShown(host: string): SettingsChange {
  return (settings) => ({
    ...settings,
    hiddenHosts: settings.hiddenHosts.filter((hidden) => hidden !== host),
  });
}

export function withVenue(venue: string, on: boolean): SettingsChange {
  return (settings) => {
    const others = settings.disabledVenues.filter((disabled) => disabled !== venue);
    return { ...settings, disabledVenues: on ? others : [...others, venue] };
  };
}

export function withPatch({ thresholds, alerts, appearance, disabledVenues }: SettingsPatch): SettingsChange {
  return (settings) => ({
    ...settings,
    thresholds: { ...settings.thresholds, ...thresholds },
    alerts: { ...settings.alerts, ...alerts },
    appearance: { ...settings.appearance, ...appearance },
    disabledVenues: disabledVenues ?? settings.disabledVenues,
  });
}
