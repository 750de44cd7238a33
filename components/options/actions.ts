import type {
  Grantable,
  LoggedEvent,
  PairWarnings,
  SettingsPatch,
  SettingsResult,
  StoredSizes,
} from '../../core/messages/protocol.ts';
import type { ImportReport } from '../../core/settings/import.ts';
import type { Thresholds } from '../../core/settings/settings.ts';

/** What the options page can ask for; the entrypoint connects it to the background. */
export interface OptionsActions {
  update(patch: SettingsPatch): Promise<SettingsResult>;
  undo(): Promise<SettingsResult>;
  /** What these thresholds would warn of on the data at hand. */
  preview(thresholds: Thresholds): Promise<PairWarnings[]>;
  /** A symbol's own thresholds, all of them anew. */
  override(key: string, thresholds: Partial<Thresholds>): unknown;
  /** What lies on this machine. */
  sizes(): Promise<StoredSizes>;
  /** Hands the user a file with every setting. */
  exportFile(): void;
  /** What a settings file would change; with `apply`, what it changed. */
  importFile(text: string, apply: boolean): Promise<ImportReport>;
  reset(): unknown;
  clearHistory(): Promise<unknown>;
  /** What the background did lately. */
  events(): Promise<readonly LoggedEvent[]>;
  /** Puts text on the clipboard; false when the browser would not. */
  copy(text: string): Promise<boolean>;
  /** Whether the browser and the system let notifications through; null when they do not say. */
  areNotificationsAllowed(): Promise<boolean | null>;
  /** Shows what an alert looks like. */
  tryAlert(): unknown;
  setVenue(venue: string, on: boolean): unknown;
  showHost(host: string): unknown;
  /** Asks the browser for a venue's hosts; to be called inside the click. */
  allowVenue(venue: Grantable): unknown;
  takeBackVenue(venue: Grantable): unknown;
  dismiss(noticeId: string): unknown;
}
