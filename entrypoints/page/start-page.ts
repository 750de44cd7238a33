import { type ComponentChild, Fragment, h, render } from 'preact';
import { browser } from 'wxt/browser';
import { setDictionary, setTexts, t } from '../../components/words/t.ts';
import { type BackgroundToPage, PAGE_PORT } from '../../core/messages/protocol.ts';
import { createLink } from '../../core/stores/link.ts';
import type { PageClient } from '../../core/stores/page-client.ts';
import { createPageStore, type PageStore } from '../../core/stores/page-store.ts';

const TICK_MS = 1_000;

/** What popup, options and their like share: texts, the background's pushes, and a way to ask it. */
export interface StartedPage {
  readonly store: PageStore;
  readonly client: PageClient;
  /** Draws the page, and again from scratch when its words change. */
  draw(content: () => ComponentChild): void;
}

export function startPage(): StartedPage {
  setDictionary((key, substitutions) => browser.i18n.getMessage(key as never, substitutions));
  let content: (() => ComponentChild) | null = null;
  let edition = 0;

  function redraw(): void {
    edition++;
    document.documentElement.lang = t('languageTag');
    document.title = t('extensionShortName');
    const place = document.getElementById('app');
    // A key of its own: what was drawn in other words is not to be reused.
    if (place && content) render(h(Fragment, { key: edition }, content()), place);
  }

  function hear(message: BackgroundToPage): void {
    if (message.type === 'page:state') store.receive(message);
    else {
      setTexts(message.texts);
      redraw();
    }
  }

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
      onMessage: (message) => hear(message as BackgroundToPage),
      onLost() {},
      onOrphan() {},
    },
  );
  link.open();
  // A page nobody sees is told nothing, so that the worker may rest.
  document.addEventListener('visibilitychange', () => (document.hidden ? link.close() : link.open()));
  setInterval(() => {
    if (!document.hidden) store.tick(Date.now());
  }, TICK_MS);

  return {
    store,
    draw(next) {
      content = next;
      redraw();
    },
    client: { ask: (type, request) => browser.runtime.sendMessage({ type, ...request }) },
  };
}
