import { SETTINGS_VERSION } from './defaults.ts';
import type { Settings } from './settings.ts';

/** What an exported file says of itself. */
export const FILE_MARK = 'flushpoint-settings';

/** The text of a settings file. */
export function exportSettings(settings: Settings): string {
  return `${JSON.stringify({ file: FILE_MARK, version: SETTINGS_VERSION, settings }, null, 2)}\n`;
}
