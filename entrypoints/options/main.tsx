import { browser } from 'wxt/browser';
import '../../components/theme/tokens.css';
import '../../components/theme/base.css';
import '../../components/theme/form.css';
import '../../components/options/options.css';
import type { OptionsActions } from '../../components/options/actions.ts';
import { Options } from '../../components/options/options.tsx';
import type { SettingsPatch } from '../../core/messages/protocol.ts';
import { withHostShown, withPatch, withVenue } from '../../core/stores/settings-changes.ts';
import { startPage } from '../page/start-page.ts';

const { store, client, draw } = startPage();
const manifest = browser.runtime.getManifest();
const required: string[] = manifest.host_permissions ?? [];
// The policy is what the browser enforces: sockets are in it, and whatever is not listed cannot be reached.
const policy = Object.values(manifest.content_security_policy ?? {}).join(' ');
const hosts = [
  ...new Set([...policy.matchAll(/(?:https|wss):\/\/([^\s:/;]+)/g)].map(([, host = '']) => host)),
].sort();

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
  showHost: (host) => store.optimistic(withHostShown(host), client.ask('host:show', { host })),
  allowHosts: () => browser.permissions.request({ origins: required }),
  dismiss: (id) => client.ask('notice:dismiss', { id }),
};

draw(() => <Options store={store} actions={actions} hosts={hosts} />);
