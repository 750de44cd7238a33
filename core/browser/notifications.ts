import { browser } from 'wxt/browser';

/** What one notification says; its id is stable, so that a later one of the pair takes its place. */
export interface NotificationText {
  readonly title: string;
  readonly message: string;
  readonly open: string;
  readonly mute: string;
}

export interface NotificationHandlers {
  /** Clicked, or its «open» pressed. */
  open(key: string): void;
  mute(key: string): void;
}

const PREFIX = 'alert:';

function keyOf(id: string): string | null {
  return id.startsWith(PREFIX) ? id.slice(PREFIX.length) : null;
}

/**
 * Shows an alert of a pair.
 * @param hasButtons false where the browser refuses a notification with buttons (Firefox): there a click opens
 */
export async function notify(key: string, text: NotificationText, hasButtons: boolean): Promise<void> {
  const { title, message, open, mute } = text;
  await browser.notifications.create(`${PREFIX}${key}`, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icons/128.png'),
    title,
    message,
    ...(hasButtons && { buttons: [{ title: open }, { title: mute }] }),
  });
}

/** Must be called while the worker starts: a press may be what wakes it. */
export function onNotification({ open, mute }: NotificationHandlers): void {
  const press = (id: string, action: (key: string) => void) => {
    const key = keyOf(id);
    if (key === null) return;
    action(key);
    void browser.notifications.clear(id);
  };
  browser.notifications.onClicked.addListener((id) => press(id, open));
  browser.notifications.onButtonClicked?.addListener((id, button) => press(id, button === 1 ? mute : open));
}
