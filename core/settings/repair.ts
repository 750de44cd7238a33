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

/** Settings that hold, and the paths of the fields that did not and were set to their defaults. */
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
 * Reads settings of the current version from unknown data, field by field: a bad field falls back to its
 * default and is named, an absent one falls back silently, every good one is kept. Never throws.
 */
export function repairSettings(stored: unknown): Repaired {
  const repaired: string[] = [];
  if (stored !== undefined && !isRecord(stored)) repaired.push('settings');
  const raw = isRecord(stored) ? stored : {};

  const scalar = <T>(name: string, schema: z.ZodMiniType<T>, fallback: T): T => {
    const value = own(raw, name);
    if (value === undefined) return fallback;
    const read = z.safeParse(schema, value);
    if (read.success) return read.data;
    repaired.push(name);
    return fallback;
  };
  const list = <T>(name: string, schema: z.ZodMiniType<T>, limit: number, fallback: readonly T[]): T[] => {
    const value = own(raw, name);
    if (value === undefined) return [...fallback];
    if (!Array.isArray(value)) {
      repaired.push(name);
      return [...fallback];
    }
    const rows: T[] = [];
    value.slice(0, limit).forEach((row, index) => {
      const read = z.safeParse(schema, row);
      if (read.success) rows.push(read.data);
      else repaired.push(`${name}[${index}]`);
    });
    if (value.length > limit) repaired.push(`${name}[${limit}…]`);
    return rows;
  };

  return {
    settings: {
      version: SETTINGS_VERSION,
      paused: scalar('paused', z.boolean(), DEFAULT_SETTINGS.paused),
      watchlist: distinct(
        list<WatchedSymbol>('watchlist', watchedSchema, LIMITS.watchlist, DEFAULT_SETTINGS.watchlist),
      ),
      thresholds: repairSection('thresholds', raw, repaired),
      alerts: repairSection('alerts', raw, repaired),
      appearance: repairSection('appearance', raw, repaired),
      disabledVenues: unique(list('disabledVenues', venueIdSchema, LIMITS.venues, [])),
      hiddenHosts: unique(list('hiddenHosts', hostSchema, LIMITS.hosts, [])),
    },
    repaired,
  };
}

function repairSection<S extends Section>(section: S, raw: Raw, repaired: string[]): Settings[S] {
  const value = own(raw, section);
  if (value !== undefined && !isRecord(value)) repaired.push(section);
  const fields = isRecord(value) ? value : {};
  const defaults: Raw = { ...DEFAULT_SETTINGS[section] };
  const entries = Object.entries<Field>(FIELDS[section]).map(([name, field]) => {
    const found = own(fields, name);
    if (found === undefined) return [name, defaults[name]];
    const read = z.safeParse(field.accepts, found);
    if (read.success) return [name, read.data];
    repaired.push(`${section}.${name}`);
    return [name, defaults[name]];
  });
  return Object.fromEntries(entries);
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items)];
}

function distinct(watchlist: readonly WatchedSymbol[]): WatchedSymbol[] {
  return [...new Map(watchlist.map((row) => [row.key, row])).values()];
}
