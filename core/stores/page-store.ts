import { createStore } from 'zustand/vanilla';
import type { Ms } from '../domain/time.ts';
import type { PageState } from '../messages/protocol.ts';
import type { Settings } from '../settings/settings.ts';

export interface PageStoreState {
  /** Latest push of the background; null until the first. */
  readonly page: PageState | null;
  /** `page.settings` with the user's own changes that the background has not answered yet. */
  readonly settings: Settings | null;
  readonly now: Ms;
}

export interface PageStore {
  getState(): PageStoreState;
  subscribe(listener: (state: PageStoreState) => void): () => void;
  receive(page: PageState): void;
  /**
   * Shows `change` at once and takes it back when `answer` refuses it.
   * @returns the refusal, or null.
   */
  optimistic(
    change: (settings: Settings) => Settings,
    answer: Promise<{ readonly ok: boolean }>,
  ): Promise<void>;
  tick(now: Ms): void;
}

export function createPageStore(now: Ms): PageStore {
  const store = createStore<PageStoreState>(() => ({ page: null, settings: null, now }));
  let pending: readonly ((settings: Settings) => Settings)[] = [];

  const apply = (page: PageState | null) =>
    store.setState({ page, settings: page && pending.reduce((so, change) => change(so), page.settings) });

  return {
    getState: store.getState,
    subscribe: store.subscribe,
    receive: apply,
    async optimistic(change, answer) {
      pending = [...pending, change];
      apply(store.getState().page);
      try {
        const result = await answer;
        const page = store.getState().page;
        if (page && result.ok && 'settings' in result) {
          store.setState({ page: { ...page, settings: result.settings as Settings } });
        }
      } finally {
        pending = pending.filter((other) => other !== change);
        apply(store.getState().page);
      }
    },
    tick: (time) => store.setState({ now: time }),
  };
}
