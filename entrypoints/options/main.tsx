import { browser } from 'wxt/browser';
import '../../components/theme/tokens.css';
import '../../components/theme/base.css';
import '../../components/theme/form.css';
import '../../components/options/options.css';
import type { OptionsActions } from '../../components/options/actions.ts';
import { Options } from '../../components/options/options.tsx';
import { t } from '../../components/words/t.ts';
import type { SettingsPatch } from '../../core/messages/protocol.ts';
import { exportSettings } from '../../core/settings/export.ts';
import { withHostShown, withPatch, withVenue, withWatched } from '../../core/stores/settings-changes.ts';
import { contactedHosts } from '../page/hosts.ts';
import { startPage } from '../page/start-page.ts';
import { allowVenue, takeBackVenue } from '../page/venue-grants.ts';

const { store, client, draw } = startPage();
const manifest = browser.runtime.getManifest();
const hosts = contactedHosts();

const update = (patch: SettingsPatch) =>
  store.optimistic(withPatch(patch), client.ask('settings:update', patch));

const actions: OptionsActions = {
  update,
  undo: () => store.optimistic((settings) => settings, client.ask('settings:undo', null)),
  preview: (thresholds) => client.ask('warnings:preview', { thresholds }),
  setVenue(venue, on) {
    const settings = store.getState().settings;
    if (settings) return update({ disabledVenues: withVenue(venue, on)(settings).disabledVenues });
  },
  override: (key, thresholds) =>
    store.optimistic(withWatched(key, { thresholds }), client.ask('watch:thresholds', { key, thresholds })),
  sizes: () => client.ask('data:size', null),
  exportFile() {
    const settings = store.getState().settings;
    if (settings) save('flushpoint-settings.json', exportSettings(settings));
  },
  importFile: (text, apply) => client.ask('settings:import', { text, apply }),
  reset: () => store.optimistic((settings) => settings, client.ask('settings:reset', null)),
  clearHistory: () => client.ask('history:clear', null),
  events: () => client.ask('events:list', null),
  copy: (text) =>
    navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    ),
  // Firefox has no such question.
  areNotificationsAllowed: async () =>
    browser.notifications.getPermissionLevel
      ? (await browser.notifications.getPermissionLevel()) === 'granted'
      : null,
  tryAlert: () =>
    browser.notifications.create('try', {
      type: 'basic',
      iconUrl: browser.runtime.getURL('/icons/128.png'),
      title: t('tryAlertTitle'),
      message: t('tryAlertText'),
    }),
  showHost: (host) => store.optimistic(withHostShown(host), client.ask('host:show', { host })),
  allowVenue,
  takeBackVenue: (venue) => takeBackVenue(venue, store.getState().page?.sources ?? []),
  dismiss: (id) => client.ask('notice:dismiss', { id }),
};

/** Hands the user a file, without a permission to download. */
function save(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = name;
  link.click();
  // Not at once: the browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const about = { version: manifest.version, userAgent: navigator.userAgent };
draw(() => <Options store={store} actions={actions} hosts={hosts} about={about} />);
