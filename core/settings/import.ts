import { SETTINGS_VERSION } from './defaults.ts';
import { FILE_MARK } from './export.ts';
import { FIELDS, type Field } from './fields.ts';
import { migrate } from './migrations.ts';
import { repairSettings } from './repair.ts';
import type { Settings } from './settings.ts';

/** No settings come near this many characters. */
export const MOST_CHARS = 262_144;

/** What a file holds and what taking it would do. */
export type ImportReport =
  | { readonly ok: false; readonly reason: 'too-long' | 'not-json' | 'not-settings' }
  | {
      readonly ok: true;
      /** The version that wrote the file; fields of a newer one are left out. */
      readonly version: number;
      readonly newer: boolean;
      /** Paths whose value differs from the present one. */
      readonly changed: readonly string[];
      readonly refused: readonly RefusedField[];
    };

/** A field of the file that does not hold; the present value stays. */
export interface RefusedField {
  /** `thresholds.crowding`, `watchlist[3]`. */
  readonly path: string;
  /** What the file says there, shortened. */
  readonly found: string;
  /** What the field accepts; null for a row or a section. */
  readonly expected: Field['refusal'] | null;
}

/**
 * Reads a settings file field by field: what does not hold is named and keeps its present value, so that a bad
 * file loses nothing. Never throws.
 */
export function readImport(
  text: string,
  present: Settings,
): { readonly report: ImportReport; readonly settings: Settings } {
  const fail = (reason: 'too-long' | 'not-json' | 'not-settings') => ({
    report: { ok: false as const, reason },
    settings: present,
  });
  if (text.length > MOST_CHARS) return fail('too-long');
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return fail('not-json');
  }
  if (!isRecord(file) || file.file !== FILE_MARK || !isRecord(file.settings)) return fail('not-settings');
  const { version } = file;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) return fail('not-settings');
  const raw = migrate(version, file.settings);
  const { settings, repaired } = repairSettings(raw, present);
  return {
    report: {
      ok: true,
      version,
      newer: version > SETTINGS_VERSION,
      changed: differences(present, settings),
      refused: repaired.map((path) => ({ path, found: shorten(at(raw, path)), expected: expectedAt(path) })),
    },
    settings,
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function differences(present: Settings, next: Settings): string[] {
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  return Object.entries(next).flatMap(([name, value]) => {
    const before: unknown = present[name as keyof Settings];
    if (same(before, value)) return [];
    if (!isRecord(value) || !isRecord(before)) return [name];
    return Object.keys(value).flatMap((field) =>
      same(before[field], value[field]) ? [] : [`${name}.${field}`],
    );
  });
}

/** `watchlist[3].thresholds.crowding` → the value there. */
function at(raw: unknown, path: string): unknown {
  const names = path.split(/[.[\]…]+/).filter((name) => name !== '' && name !== 'settings');
  return names.reduce<unknown>((value, name) => {
    if (Array.isArray(value)) return value[Number(name)];
    return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  }, raw);
}

function expectedAt(path: string): RefusedField['expected'] {
  const [section = '', field = ''] = path.split('.').slice(-2);
  const fields = Object.hasOwn(FIELDS, section) ? FIELDS[section as keyof typeof FIELDS] : undefined;
  return fields !== undefined && Object.hasOwn(fields, field)
    ? (fields as Record<string, Field>)[field]!.refusal
    : null;
}

function shorten(value: unknown): string {
  const text = JSON.stringify(value) ?? '';
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
