import * as z from 'zod/mini';
import { type Clause, clause, count } from '../domain/clause.ts';
import type { Ms } from '../domain/time.ts';
import { FIELDS, type Field, hostSchema, instrumentKeySchema, LIMITS, venueIdSchema } from './fields.ts';
import type { Settings, Thresholds, WatchedSymbol } from './settings.ts';

/** A change that holds, or the field that does not with the reason. */
export type Change =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly field: string; readonly error: Clause };

function refused(field: string, error: Clause): Change {
  return { ok: false, field, error };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Applies whole or partial sections. The first bad field refuses all of it. */
export function patchSettings(settings: Settings, patch: unknown): Change {
  if (!isRecord(patch)) return refused('settings', clause('nothingGiven'));
  let next = settings;
  for (const [section, value] of Object.entries(patch)) {
    if (value === undefined) continue;
    if (section === 'disabledVenues') {
      const read = z.safeParse(z.array(venueIdSchema).check(z.maxLength(LIMITS.venues)), value);
      if (!read.success) return refused(section, clause('notAmongChoices'));
      next = { ...next, disabledVenues: [...new Set(read.data)] };
      continue;
    }
    if (!Object.hasOwn(FIELDS, section) || !isRecord(value)) {
      return refused(section, clause('noSuchSetting'));
    }
    const known: Record<string, Field> = FIELDS[section as keyof typeof FIELDS];
    const changed: Record<string, unknown> = {};
    for (const [name, wanted] of Object.entries(value)) {
      const field = Object.hasOwn(known, name) ? known[name] : undefined;
      if (field === undefined) return refused(`${section}.${name}`, clause('noSuchSetting'));
      const read = z.safeParse(field.accepts, wanted);
      if (!read.success) return refused(`${section}.${name}`, field.refusal);
      changed[name] = read.data;
    }
    next = { ...next, [section]: { ...next[section as keyof typeof FIELDS], ...changed } };
  }
  return { ok: true, settings: next };
}

export function setPaused(settings: Settings, paused: boolean): Change {
  return { ok: true, settings: { ...settings, paused } };
}

export function addWatched(settings: Settings, key: string): Change {
  if (!z.safeParse(instrumentKeySchema, key).success) return refused('watchlist', clause('noVenueLists'));
  if (settings.watchlist.some((row) => row.key === key)) return { ok: true, settings };
  if (settings.watchlist.length >= LIMITS.watchlist) {
    return refused('watchlist', clause('watchlistFull', count(LIMITS.watchlist)));
  }
  const row: WatchedSymbol = { key, enabled: true, mutedUntil: 0, thresholds: {} };
  return { ok: true, settings: { ...settings, watchlist: [...settings.watchlist, row] } };
}

export function removeWatched(settings: Settings, key: string): Change {
  return {
    ok: true,
    settings: { ...settings, watchlist: settings.watchlist.filter((row) => row.key !== key) },
  };
}

/** A symbol that is not watched yet joins the list, so that it can be switched off or muted from its page. */
function changeWatched(settings: Settings, key: string, change: Partial<WatchedSymbol>): Change {
  const added = addWatched(settings, key);
  if (!added.ok) return added;
  return {
    ok: true,
    settings: {
      ...added.settings,
      watchlist: added.settings.watchlist.map((row) => (row.key === key ? { ...row, ...change } : row)),
    },
  };
}

export function toggleWatched(settings: Settings, key: string, enabled: boolean): Change {
  return changeWatched(settings, key, { enabled });
}

/** @param until this machine's clock; 0 ends the mute */
export function muteWatched(settings: Settings, key: string, until: Ms): Change {
  return changeWatched(settings, key, { mutedUntil: until });
}

/** A symbol's own thresholds, all of them anew; the first bad one refuses all. */
export function overrideThresholds(settings: Settings, key: string, own: unknown): Change {
  const read = patchSettings(settings, { thresholds: own });
  if (!read.ok) return read;
  return changeWatched(settings, key, { thresholds: own as Partial<Thresholds> });
}

export function hideHost(settings: Settings, host: string): Change {
  if (!z.safeParse(hostSchema, host).success) return refused('hiddenHosts', clause('notAmongChoices'));
  if (settings.hiddenHosts.includes(host)) return { ok: true, settings };
  return {
    ok: true,
    settings: { ...settings, hiddenHosts: [...settings.hiddenHosts, host].slice(-LIMITS.hosts) },
  };
}

export function showHost(settings: Settings, host: string): Change {
  return {
    ok: true,
    settings: { ...settings, hiddenHosts: settings.hiddenHosts.filter((hidden) => hidden !== host) },
  };
}
