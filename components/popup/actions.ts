import type { InstrumentHit } from '../../core/messages/protocol.ts';

/** What the popup's controls can ask for; the entrypoint connects them to the background. */
export interface PopupActions {
  toggle(key: string, enabled: boolean): unknown;
  /** Minutes from now; 0 speaks again. */
  mute(key: string, minutes: number): unknown;
  add(key: string): unknown;
  remove(key: string): unknown;
  pause(paused: boolean): unknown;
  showHost(host: string): unknown;
  dismiss(noticeId: string): unknown;
  search(text: string): Promise<InstrumentHit[]>;
  /** Brings the pair's page to the front, or opens it. */
  openPair(key: string): unknown;
  openOptions(): unknown;
  /** Null where the browser has no side panel. */
  readonly openPanel: (() => unknown) | null;
}
