import { clause } from '../domain/clause.ts';
import { instrumentKey } from '../domain/instrument.ts';
import { MINUTE } from '../domain/time.ts';
import type { Engine } from '../feed/engine.ts';
import type { InstrumentHit, PageRequests, SettingsResult } from '../messages/protocol.ts';
import { type PageRequest, parsePageRequest } from '../messages/schemas.ts';
import {
  addWatched,
  muteWatched,
  overrideThresholds,
  patchSettings,
  removeWatched,
  setPaused,
  showHost,
  toggleWatched,
} from '../settings/changes.ts';
import { DEFAULT_SETTINGS } from '../settings/defaults.ts';
import { type ImportReport, readImport } from '../settings/import.ts';
import { venueById } from '../venues/registry.ts';
import type { EventLog } from './event-log.ts';
import type { Notices } from './notices.ts';
import type { SettingsStore } from './settings-store.ts';
import type { StoredData } from './stored-data.ts';
import type { WarningDesk } from './warning-desk.ts';

export interface PageRequestTools {
  readonly engine: Engine;
  readonly store: SettingsStore;
  readonly notices: Notices;
  readonly desk: WarningDesk;
  readonly data: StoredData;
  readonly log: EventLog;
  readonly ready: Promise<void>;
  openPair(key: string): void;
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
    case 'pair:open':
      tools.openPair(asked.request.key);
      return null;
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
    case 'watch:thresholds': {
      const { key, thresholds } = asked.request;
      return store.change((settings) => overrideThresholds(settings, key, thresholds));
    }
    case 'settings:import':
      return take(asked.request, tools);
    case 'settings:reset':
      return store.change(() => ({ ok: true, settings: DEFAULT_SETTINGS }));
    case 'data:size':
      return tools.data.sizes();
    case 'history:clear':
      return tools.data.clearHistory();
    case 'events:list':
      return tools.log.all();
    case 'notice:dismiss':
      notices.dismiss(asked.request.id);
      return null;
  }
}

/** Nothing is taken before the user has seen what a file would do. */
async function take(
  { text, apply }: { readonly text: string; readonly apply: boolean },
  { store }: PageRequestTools,
): Promise<ImportReport> {
  if (!apply) return readImport(text, store.get()).report;
  let report: ImportReport | undefined;
  await store.change((present) => {
    const read = readImport(text, present);
    report = read.report;
    return { ok: true, settings: read.report.ok ? read.settings : present };
  });
  return report ?? readImport(text, store.get()).report;
}

/** Only what a venue lists can be watched, once its list is known. */
async function watch(key: string, { engine, store }: PageRequestTools): Promise<SettingsResult> {
  if (engine.instrument(key) === null) {
    return { ok: false, field: 'watchlist', error: clause('noVenueLists') };
  }
  return store.change((settings) => addWatched(settings, key));
}
