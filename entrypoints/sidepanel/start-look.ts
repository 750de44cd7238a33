import { browser } from 'wxt/browser';
import { LOOK_PORT, type LookUpdate } from '../../core/messages/protocol.ts';
import { createLink } from '../../core/stores/link.ts';
import { createLookStore, type LookStore } from '../../core/stores/look-store.ts';
import type { PageStore } from '../../core/stores/page-store.ts';

const TICK_MS = 1_000;

export interface StartedLook {
  readonly store: LookStore;
  /** Null follows the tab beside the panel. */
  pick(key: string | null): void;
}

/** Follows a picked pair, or whatever the active tab of this window shows. */
export function startLook(page: PageStore): StartedLook {
  const store = createLookStore(Date.now());
  let picked: string | null = null;
  let tab: number | null = null;

  const link = createLink(
    {
      connect: () => browser.runtime.connect({ name: LOOK_PORT }),
      isOrphan: () => !browser.runtime?.id,
      random: Math.random,
      later(action, delay) {
        const timer = setTimeout(action, delay);
        return () => clearTimeout(timer);
      },
    },
    {
      onOpen: () => link.send(store.getState().follow),
      onMessage: (message) => store.receive(message as LookUpdate),
      onLost: () => store.setLink('lost', Date.now()),
      onOrphan: () => store.setLink('orphan', Date.now()),
    },
  );

  /** On a tab that is no trading page the last pair stays, or the first one watched. */
  function fallback(): string | null {
    return store.getState().key ?? page.getState().settings?.watchlist[0]?.key ?? null;
  }

  function follow(): void {
    link.send(store.follow({ tab: picked === null ? tab : null, key: picked, fallback: fallback() }));
  }

  async function lookAtTab(): Promise<void> {
    const [active] = await browser.tabs.query({ active: true, currentWindow: true });
    if (active?.id === undefined || active.id === tab) return;
    tab = active.id;
    if (picked === null) follow();
  }

  link.open();
  browser.tabs.onActivated.addListener(() => void lookAtTab());
  void lookAtTab();
  // The watchlist arrives after the first question.
  const unsubscribe = page.subscribe(({ settings }) => {
    if (settings === null) return;
    unsubscribe();
    if (picked === null && store.getState().follow.fallback === null) follow();
  });
  setInterval(() => {
    if (!document.hidden) store.tick(Date.now());
  }, TICK_MS);

  return {
    store,
    pick(key) {
      picked = key;
      follow();
    },
  };
}
