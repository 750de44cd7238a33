import { instrumentKey } from '../domain/instrument.ts';
import { MINUTE } from '../domain/time.ts';
import type { Engine } from '../feed/engine.ts';
import type { InstrumentHit, PageRequests, SettingsResult } from '../messages/protocol.ts';
import { type PageRequest, parsePageRequest } from '../messages/schemas.ts';
import {
  addWatched,
  muteWatched,
  patchSettings,
  removeWatched,
  setPaused,
  showHost,
  toggleWatched,
} from '../settings/changes.ts';
import { venueById } from '../venues/registry.ts';
import type { Notices } from './notices.ts';
import type { SettingsStore } from './settings-store.ts';
import type { WarningDesk } from './warning-desk.ts';

export interface PageRequestTools {
  readonly engine: Engine;
  readonly store: SettingsStore;
  readonly notices: Notices;
  readonly desk: WarningDesk;
  readonly ready: Promise<void>;
  now(): number;
  /** `chrome-extension://…/` */
  readonly home: string;
  readonly extensionId: string;
}

export interface Sender {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
}

type Answer = PageRequests[keyof PageRequests]['response'];

/** Most hits a search shows. */
const HITS = 20;

/**
 * Answers what popup, options and side panel ask. Undefined for anyone else: a content script shares our id
 * but never our address.
 */
export function answerPage(
  message: unknown,
  sender: Sender,
  tools: PageRequestTools,
): Promise<Answer> | undefined {
  if (sender.id !== tools.extensionId || !sender.url?.startsWith(tools.home)) return undefined;
  const asked = parsePageRequest(message);
  if (asked === null) return undefined;
  return tools.ready.then(() => answer(asked, tools));
}

function answer(asked: PageRequest, tools: PageRequestTools): Promise<Answer> | Answer {
  const { engine, store, notices, desk, now } = tools;
  switch (asked.type) {
    case 'settings:update':
      return store.change((settings) => patchSettings(settings, asked.request));
    case 'settings:undo':
      return store.undo();
    case 'watch:add':
      return watch(asked.request.key, tools);
    case 'watch:remove':
      return store.change((settings) => removeWatched(settings, asked.request.key));
    case 'watch:toggle':
      return store.change((settings) => toggleWatched(settings, asked.request.key, asked.request.enabled));
    case 'watch:mute': {
      const { key, minutes } = asked.request;
      const until = minutes === 0 ? 0 : now() + minutes * MINUTE;
      return store.change((settings) => muteWatched(settings, key, until));
    }
    case 'pause:set':
      return store.change((settings) => setPaused(settings, asked.request.paused));
    case 'host:show':
      return store.change((settings) => showHost(settings, asked.request.host));
    case 'instruments:search':
      return engine.search(asked.request.text, HITS).map(
        (instrument): InstrumentHit => ({
          key: instrumentKey(instrument),
          asset: instrument.asset,
          label: `${instrument.venueSymbol} · ${venueById(instrument.venue)?.name ?? instrument.venue}`,
        }),
      );
    case 'warnings:preview': {
      const settings = store.get();
      const tried = patchSettings(settings, { thresholds: asked.request.thresholds });
      if (!tried.ok) return [];
      const pairs = settings.watchlist.flatMap(({ key }) => engine.pair(key) ?? []);
      return desk.preview(pairs, tried.settings.thresholds);
    }
    case 'notice:dismiss':
      notices.dismiss(asked.request.id);
      return null;
  }
}

/** Only what a venue lists can be watched, once its list is known. */
async function watch(key: string, { engine, store }: PageRequestTools): Promise<SettingsResult> {
  if (engine.instrument(key) === null) {
    return { ok: false, field: 'watchlist', error: 'No venue lists this symbol.' };
  }
  return store.change((settings) => addWatched(settings, key));
}
