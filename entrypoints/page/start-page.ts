import { browser } from 'wxt/browser';
import { setDictionary, t } from '../../components/words/t.ts';
import { PAGE_PORT, type PageState } from '../../core/messages/protocol.ts';
import { createLink } from '../../core/stores/link.ts';
import type { PageClient } from '../../core/stores/page-client.ts';
import { createPageStore, type PageStore } from '../../core/stores/page-store.ts';

const TICK_MS = 1_000;

/** What popup, options and their like share: texts, the background's pushes, and a way to ask it. */
export function startPage(): { readonly store: PageStore; readonly client: PageClient } {
  setDictionary((key, substitutions) => browser.i18n.getMessage(key as never, substitutions));
  document.documentElement.lang = browser.i18n.getUILanguage();
  document.title = t('extensionShortName');

  const store = createPageStore(Date.now());
  const link = createLink(
    {
      connect: () => browser.runtime.connect({ name: PAGE_PORT }),
      isOrphan: () => !browser.runtime?.id,
      random: Math.random,
      later(action, delay) {
        const timer = setTimeout(action, delay);
        return () => clearTimeout(timer);
      },
    },
    {
      onOpen() {},
      onMessage: (message) => store.receive(message as PageState),
      onLost() {},
      onOrphan() {},
    },
  );
  link.open();
  setInterval(() => {
    if (!document.hidden) store.tick(Date.now());
  }, TICK_MS);

  return {
    store,
    client: { ask: (type, request) => browser.runtime.sendMessage({ type, ...request }) },
  };
}
