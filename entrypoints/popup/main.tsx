import { browser } from 'wxt/browser';
import '../../components/theme/tokens.css';
import '../../components/theme/base.css';
import '../../components/theme/form.css';
import '../../components/charts/charts.css';
import '../../components/popup/popup.css';
import type { PopupActions } from '../../components/popup/actions.ts';
import { Popup } from '../../components/popup/popup.tsx';
import { MINUTE } from '../../core/domain/time.ts';
import {
  withHostShown,
  withoutWatched,
  withPaused,
  withWatched,
} from '../../core/stores/settings-changes.ts';
import { startPage } from '../page/start-page.ts';

const { store, client, draw } = startPage();

const here = browser.windows.getCurrent();
let windowId: number | undefined;
void here.then(({ id }) => {
  windowId = id;
});

/** Must run inside the press: the window is looked up before it. */
function panelOpener(): (() => void) | null {
  if (import.meta.env.FIREFOX) {
    return () =>
      void (browser as unknown as { sidebarAction: { open(): Promise<void> } }).sidebarAction
        .open()
        .then(close);
  }
  if (!browser.sidePanel) return null;
  return () => {
    if (windowId !== undefined) void browser.sidePanel.open({ windowId }).then(close);
  };
}

const actions: PopupActions = {
  toggle: (key, enabled) =>
    store.optimistic(withWatched(key, { enabled }), client.ask('watch:toggle', { key, enabled })),
  mute: (key, minutes) =>
    store.optimistic(
      withWatched(key, { mutedUntil: minutes === 0 ? 0 : Date.now() + minutes * MINUTE }),
      client.ask('watch:mute', { key, minutes }),
    ),
  add: (key) => store.optimistic(withWatched(key, {}), client.ask('watch:add', { key })),
  remove: (key) => store.optimistic(withoutWatched(key), client.ask('watch:remove', { key })),
  pause: (paused) => store.optimistic(withPaused(paused), client.ask('pause:set', { paused })),
  showHost: (host) => store.optimistic(withHostShown(host), client.ask('host:show', { host })),
  dismiss: (id) => client.ask('notice:dismiss', { id }),
  search: (text) => client.ask('instruments:search', { text }),
  openPair(key) {
    void client.ask('pair:open', { key });
    close();
  },
  openPanel: panelOpener(),
  async openOptions() {
    await browser.runtime.openOptionsPage();
    close();
  },
};

draw(() => <Popup store={store} actions={actions} />);
