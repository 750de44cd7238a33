import * as z from 'zod/mini';
import { DEFAULT_SETTINGS, SETTINGS_VERSION } from './defaults.ts';
import {
  FIELDS,
  type Field,
  hostSchema,
  LIMITS,
  type Section,
  venueIdSchema,
  watchedSchema,
} from './fields.ts';
import type { Settings, WatchedSymbol } from './settings.ts';

/** Settings that hold, and the paths of the fields that did not and fell back. */
export interface Repaired {
  readonly settings: Settings;
  readonly repaired: readonly string[];
}

type Raw = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(raw: Raw, name: string): unknown {
  return Object.hasOwn(raw, name) ? raw[name] : undefined;
}

/**
 * Reads settings of the current version from unknown data, field by field: a bad field falls back and is
 * named, an absent one falls back silently, every good one is kept. Never throws.
 * @param fallback where a field comes from that is absent or bad; the defaults unless told
 */
export function repairSettings(stored: unknown, fallback: Settings = DEFAULT_SETTINGS): Repaired {
  const repaired: string[] = [];
  if (stored !== undefined && !isRecord(stored)) repaired.push('settings');
  const raw = isRecord(stored) ? stored : {};

  const scalar = <T>(name: string, schema: z.ZodMiniType<T>, other: T): T => {
    const value = own(raw, name);
    if (value === undefined) return other;
    const read = z.safeParse(schema, value);
    if (read.success) return read.data;
    repaired.push(name);
    return other;
  };
  const list = <T>(
    name: string,
    read: (row: unknown, path: string) => T | null,
    limit: number,
    other: readonly T[],
  ): T[] => {
    const value = own(raw, name);
    if (value === undefined) return [...other];
    if (!Array.isArray(value)) {
      repaired.push(name);
      return [...other];
    }
    const rows: T[] = [];
    value.slice(0, limit).forEach((row, index) => {
      const path = `${name}[${index}]`;
      const good = read(row, path);
      if (good !== null) rows.push(good);
      else repaired.push(path);
    });
    if (value.length > limit) repaired.push(`${name}[${limit}…]`);
    return rows;
  };

  const watched = (row: unknown, path: string): WatchedSymbol | null => {
    const read = z.safeParse(watchedSchema, row);
    if (!read.success || !isRecord(row)) return null;
    const fields = own(row, 'thresholds');
    return { ...read.data, thresholds: goodFields('thresholds', fields, `${path}.thresholds`, repaired) };
  };
  const section = <S extends Section>(name: S): Settings[S] => ({
    ...fallback[name],
    ...goodFields(name, own(raw, name), name, repaired),
  });

  return {
    settings: {
      version: SETTINGS_VERSION,
      paused: scalar('paused', z.boolean(), fallback.paused),
      watchlist: distinct(list('watchlist', watched, LIMITS.watchlist, fallback.watchlist)),
      thresholds: section('thresholds'),
      alerts: section('alerts'),
      appearance: section('appearance'),
      disabledVenues: unique(
        list('disabledVenues', reads(venueIdSchema), LIMITS.venues, fallback.disabledVenues),
      ),
      hiddenHosts: unique(list('hiddenHosts', reads(hostSchema), LIMITS.hosts, fallback.hiddenHosts)),
    },
    repaired,
  };
}

function reads<T>(schema: z.ZodMiniType<T>): (row: unknown) => T | null {
  return (row) => {
    const read = z.safeParse(schema, row);
    return read.success ? read.data : null;
  };
}

/** The fields of a section that are there and hold; those that do not are named under `path`. */
function goodFields<S extends Section>(
  section: S,
  value: unknown,
  path: string,
  repaired: string[],
): Partial<Settings[S]> {
  if (value !== undefined && !isRecord(value)) repaired.push(path);
  const fields = isRecord(value) ? value : {};
  const good: Record<string, unknown> = {};
  for (const [name, { accepts }] of Object.entries<Field>(FIELDS[section])) {
    const found = own(fields, name);
    if (found === undefined) continue;
    const read = z.safeParse(accepts, found);
    if (read.success) good[name] = read.data;
    else repaired.push(`${path}.${name}`);
  }
  // Each name and value was just judged by the section's own table.
  return good as Partial<Settings[S]>;
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items)];
}

function distinct(watchlist: readonly WatchedSymbol[]): WatchedSymbol[] {
  return [...new Map(watchlist.map((row) => [row.key, row])).values()];
}
