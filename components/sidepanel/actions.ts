/** What the panel's controls can ask for; the entrypoint connects them to the background and the browser. */
export interface PanelActions {
  /** Null follows the tab. */
  pick(key: string | null): void;
  openOptions(): void;
  /** Puts a picture on the clipboard; false when the browser refuses. */
  copyPicture(canvas: HTMLCanvasElement): Promise<boolean>;
  copyText(text: string): Promise<boolean>;
}
