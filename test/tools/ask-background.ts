import type { Page } from '@playwright/test';
import type { PageRequestMessage, PageState } from '../../core/messages/protocol.ts';

/** The part of `chrome` used inside an extension page. */
interface Chrome {
  readonly runtime: {
    sendMessage(message: unknown): Promise<unknown>;
    connect(info: { name: string }): {
      readonly onMessage: { addListener(listener: (message: unknown) => void): void };
      disconnect(): void;
    };
  };
  readonly storage: Record<
    'local' | 'session',
    {
      get(keys: string | null): Promise<Record<string, unknown>>;
      set(items: Record<string, unknown>): Promise<void>;
      remove(keys: string | readonly string[]): Promise<void>;
    }
  >;
}

declare const chrome: Chrome;

/** What a request from one of our own pages is answered; a killed worker rejects it. */
export function ask(page: Page, message: PageRequestMessage): Promise<unknown> {
  return page.evaluate((said) => chrome.runtime.sendMessage(said), message);
}

/** The state the background pushes to its pages. */
export function pageState(page: Page): Promise<PageState> {
  return page.evaluate(
    () =>
      new Promise<PageState>((resolve) => {
        const port = chrome.runtime.connect({ name: 'extension-page' });
        port.onMessage.addListener((message) => {
          // The words to use may come first.
          if ((message as PageState).type !== 'page:state') return;
          resolve(message as PageState);
          port.disconnect();
        });
      }),
  );
}

export type Area = 'local' | 'session';

export async function stored(page: Page, area: Area, key: string): Promise<unknown> {
  return page.evaluate(async ([from, name]) => (await chrome.storage[from].get(name))[name], [
    area,
    key,
  ] as const);
}

/** Everything in an area, by key. */
export function storedAll(page: Page, area: Area): Promise<Record<string, unknown>> {
  return page.evaluate((from) => chrome.storage[from].get(null), area);
}

export function store(page: Page, area: Area, items: Record<string, unknown>): Promise<void> {
  return page.evaluate(([to, what]) => chrome.storage[to].set(what), [area, items] as const);
}

export function unstore(page: Page, area: Area, keys: readonly string[]): Promise<void> {
  return page.evaluate(([from, names]) => chrome.storage[from].remove(names), [area, keys] as const);
}
