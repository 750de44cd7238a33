import type { PairWarnings, SettingsPatch, SettingsResult } from '../../core/messages/protocol.ts';
import type { Thresholds } from '../../core/settings/settings.ts';

/** What the options page can ask for; the entrypoint connects it to the background. */
export interface OptionsActions {
  update(patch: SettingsPatch): Promise<SettingsResult>;
  undo(): Promise<SettingsResult>;
  /** What these thresholds would warn of on the data at hand. */
  preview(thresholds: Thresholds): Promise<PairWarnings[]>;
  setVenue(venue: string, on: boolean): unknown;
  showHost(host: string): unknown;
  /** Asks the browser for the hosts the extension needs. */
  allowHosts(): unknown;
  dismiss(noticeId: string): unknown;
}
