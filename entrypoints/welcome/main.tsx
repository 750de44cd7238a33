import { browser } from 'wxt/browser';
import '../../components/theme/tokens.css';
import '../../components/theme/base.css';
import '../../components/theme/form.css';
import '../../components/charts/charts.css';
import '../../components/overlay/overlay.css';
import '../../components/options/options.css';
import '../../components/welcome/welcome.css';
import type { WelcomeActions } from '../../components/welcome/actions.ts';
import { Welcome } from '../../components/welcome/welcome.tsx';
import type { SettingsPatch } from '../../core/messages/protocol.ts';
import { withPatch, withVenue } from '../../core/stores/settings-changes.ts';
import { contactedHosts } from '../page/hosts.ts';
import { startPage } from '../page/start-page.ts';
import { allowVenue, takeBackVenue } from '../page/venue-grants.ts';

const { store, client, draw } = startPage();

const update = (patch: SettingsPatch) =>
  store.optimistic(withPatch(patch), client.ask('settings:update', patch));

const actions: WelcomeActions = {
  setVenue(venue, on) {
    const settings = store.getState().settings;
    if (settings) return update({ disabledVenues: withVenue(venue, on)(settings).disabledVenues });
  },
  allowVenue,
  takeBackVenue: (venue) => takeBackVenue(venue, store.getState().page?.sources ?? []),
  setNotifications: (notifications) => update({ alerts: { notifications } }),
  openOptions: () => browser.runtime.openOptionsPage(),
  // A page may close only windows it opened; a tab of ours may be removed.
  async finish() {
    const tab = await browser.tabs.getCurrent();
    if (tab?.id !== undefined) await browser.tabs.remove(tab.id);
  },
};

const hosts = contactedHosts();
draw(() => <Welcome store={store} actions={actions} hosts={hosts} />);
