import type { Grantable } from '../../core/messages/protocol.ts';

/** What the welcome page can ask for; the entrypoint connects it to the browser and the background. */
export interface WelcomeActions {
  setVenue(venue: string, on: boolean): unknown;
  /** Called inside the click: the browser asks the user only then. */
  allowVenue(venue: Grantable): unknown;
  takeBackVenue(venue: Grantable): unknown;
  setNotifications(on: boolean): unknown;
  openOptions(): unknown;
  /** Closes the page. */
  finish(): unknown;
}
