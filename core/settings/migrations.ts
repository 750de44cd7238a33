import { SETTINGS_VERSION } from './defaults.ts';
import { type Repaired, repairSettings } from './repair.ts';
import { fromV1ToV2 } from './v1-to-v2.ts';

/** Turns data of one version into the next one's. Pure and total: it takes anything and never throws. */
export type Migration = (data: unknown) => unknown;

/** Keyed by the version a step starts from: `1` leads from version 1 to 2. Version 1 is the first. */
const MIGRATIONS: Readonly<Record<number, Migration>> = { 1: fromV1ToV2 };

export interface StoredSettings extends Repaired {
  /** Written by a newer version of the extension: readable where it can be, never to be overwritten. */
  readonly newer: boolean;
}

/**
 * Reads stored settings of any version.
 * @param version the version they were written with
 */
export function readStoredSettings(
  version: number,
  data: unknown,
  steps: Readonly<Record<number, Migration>> = MIGRATIONS,
  current: number = SETTINGS_VERSION,
): StoredSettings {
  return { ...repairSettings(migrate(version, data, steps, current)), newer: version > current };
}

/** Data as the present version writes it; of a newer version, as it is. */
export function migrate(
  version: number,
  data: unknown,
  steps: Readonly<Record<number, Migration>> = MIGRATIONS,
  current: number = SETTINGS_VERSION,
): unknown {
  let migrated = data;
  for (let from = version; from < current; from++) migrated = (steps[from] ?? keep)(migrated);
  return migrated;
}

function keep(data: unknown): unknown {
  return data;
}
