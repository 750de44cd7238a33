import type { WordsUpdate } from '../messages/protocol.ts';
import type { AlertWords } from './alerts.ts';
import type { LookPort } from './look-sessions.ts';
import type { OverlayPort } from './overlay-sessions.ts';
import type { Sender } from './page-requests.ts';
import type { PagePort } from './page-sessions.ts';

/** What the entrypoint's listeners call. */
export interface BackgroundApp {
  /** A port was opened by a content script or one of our pages. */
  connect(port: { readonly name: string } & OverlayPort & PagePort & LookPort): void;
  /** A page asks; undefined when it is not ours to answer. */
  answer(message: unknown, sender: Sender): Promise<unknown> | undefined;
  /** The poll alarm rang: each ring may be a cold start. */
  ring(): void;
  /** Something went wrong that nobody caught. */
  fault(error: unknown): void;
  /** The worker is about to be stopped. */
  suspend(): void;
}

/** What differs by browser and language. */
export interface BackgroundTraits {
  readonly alertWords: AlertWords;
  /** Told the words that alerts are to be written in. */
  useWords(texts: WordsUpdate['texts']): void;
  readonly hasNotificationButtons: boolean;
}
