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
  async openOptions() {
    await browser.runtime.openOptionsPage();
    close();
  },
};

draw(() => <Popup store={store} actions={actions} />);
