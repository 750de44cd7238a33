/** What the overlay's buttons can ask for; the entrypoint connects them to the background. */
export interface OverlayActions {
  expand(): void;
  setCollapsed(collapsed: boolean): void;
  moveToCorner(edgeX: 'left' | 'right', edgeY: 'top' | 'bottom'): void;
  /** Minutes from now; 0 speaks again. */
  mute(minutes: number): void;
  hideHere(): void;
  openOptions(): void;
  /** Null where the browser lets no page open it. */
  readonly openPanel: (() => void) | null;
}
