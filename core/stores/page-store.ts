import { createStore } from 'zustand/vanilla';
import { type Clause, clause } from '../domain/clause.ts';
import type { Ms } from '../domain/time.ts';
import type { PageState, SettingsResult } from '../messages/protocol.ts';
import type { Settings } from '../settings/settings.ts';

export interface PageStoreState {
  /** Latest push of the background; null until the first. */
  readonly page: PageState | null;
  /** `page.settings` with the user's own changes that the background has not answered yet. */
  readonly settings: Settings | null;
  /** Why the latest change was refused; null when it was taken. */
  readonly error: Clause | null;
  readonly now: Ms;
}

export type SettingsChange = (settings: Settings) => Settings;

export interface PageStore {
  getState(): PageStoreState;
  subscribe(listener: (state: PageStoreState) => void): () => void;
  receive(page: PageState): void;
  /** Shows `change` at once, and takes it back when `answer` refuses it. */
  optimistic(change: SettingsChange, answer: Promise<SettingsResult>): Promise<SettingsResult>;
  tick(now: Ms): void;
}

export function createPageStore(now: Ms): PageStore {
  const store = createStore<PageStoreState>(() => ({ page: null, settings: null, error: null, now }));
  let pending: readonly SettingsChange[] = [];

  const show = (page: PageState | null, error = store.getState().error) =>
    store.setState({
      page,
      error,
      settings: page && pending.reduce((settings, change) => change(settings), page.settings),
    });

  return {
    getState: store.getState,
    subscribe: store.subscribe,
    receive: (page) => show(page),
    async optimistic(change, answer) {
      pending = [...pending, change];
      show(store.getState().page, null);
      const result = await answer.catch(
        (): SettingsResult => ({ ok: false, field: '', error: clause('noAnswer') }),
      );
      pending = pending.filter((other) => other !== change);
      const { page } = store.getState();
      if (result.ok) show(page && { ...page, settings: result.settings });
      else show(page, result.error);
      return result;
    },
    tick: (time) => store.setState({ now: time }),
  };
}
