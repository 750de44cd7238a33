import { MINUTE, SECOND } from '../domain/time.ts';
import type { Engine } from '../feed/engine.ts';
import type { Cancel, Timers } from '../feed/ports.ts';
import type { BackgroundToPage, Grantable, PageState, WatchRow, WordsUpdate } from '../messages/protocol.ts';
import type { Settings } from '../settings/settings.ts';
import { venueById } from '../venues/registry.ts';
import type { Notices } from './notices.ts';
import type { OverlaySessions } from './overlay-sessions.ts';
import type { WarningDesk } from './warning-desk.ts';

export interface PagePort {
  readonly sender?: { readonly id?: string | undefined; readonly url?: string | undefined } | undefined;
  postMessage(message: BackgroundToPage): void;
  disconnect(): void;
  readonly onDisconnect: { addListener(listener: () => void): void };
}

export interface PageTools {
  readonly engine: Engine;
  readonly overlays: OverlaySessions;
  readonly notices: Notices;
  readonly desk: WarningDesk;
  readonly timers: Timers;
  readonly ready: Promise<void>;
  readonly extensionId: string;
  readonly home: string;
  settings(): Settings;
  words(): WordsUpdate;
  activeTab(): Promise<number | null>;
  chartSites(): readonly Grantable[];
}

export interface PageSessions {
  connect(port: PagePort): void;
  /** Something an extension page shows has changed. */
  refresh(): void;
  /** The words have changed: pages hear of it at once. */
  reword(): void;
}

/** Pages are told at most this often… */
const EVERY = SECOND;
/** …and, while nothing happens, this often, because ages and plans move. */
const IDLE = MINUTE / 4;

/** Popup, options and side panel: each gets the whole state, now and when it changes. */
export function createPageSessions(tools: PageTools): PageSessions {
  const { engine, timers } = tools;
  /** Each with the words it was last told to use. */
  const ports = new Map<PagePort, WordsUpdate | null>();
  let pending: Cancel | null = null;
  let due = false;

  function want(): void {
    // The side panel follows its own pair; only the popup draws every watched one.
    const looks = [...ports.keys()].some((port) => !/options|sidepanel|welcome/.test(port.sender?.url ?? ''));
    const { watchlist, paused } = tools.settings();
    const enabled = paused || !looks ? [] : watchlist.filter((row) => row.enabled);
    engine.want(
      'pages',
      enabled.map(({ key }) => ({ key, rank: 'popup' })),
    );
  }

  async function push(): Promise<void> {
    pending = null;
    due = false;
    if (ports.size === 0) return;
    const state = await stateNow();
    reword();
    for (const port of ports.keys()) port.postMessage(state);
    pending ??= timers.after(due ? EVERY : IDLE, () => void push());
  }

  function reword(): void {
    const words = tools.words();
    for (const [port, told] of ports) {
      if (told === words) continue;
      ports.set(port, words);
      port.postMessage(words);
    }
  }

  async function stateNow(): Promise<PageState> {
    const tab = await tools.activeTab();
    const shown = tab === null ? null : tools.overlays.ofTab(tab);
    return {
      type: 'page:state',
      settings: tools.settings(),
      activeTab: shown === null ? null : { view: shown.seen.view, key: shown.seen.key, host: shown.host },
      rows: tools.settings().watchlist.map((row) => watchRow(row, tools)),
      sources: engine.status(),
      chartSites: tools.chartSites(),
      nextPoll: engine.nextPoll(),
      notices: tools.notices.all(),
    };
  }

  return {
    reword,
    connect(port) {
      if (port.sender?.id !== tools.extensionId || !port.sender.url?.startsWith(tools.home)) {
        port.disconnect();
        return;
      }
      ports.set(port, null);
      port.onDisconnect.addListener(() => {
        ports.delete(port);
        want();
      });
      void tools.ready.then(async () => {
        const { watchlist } = tools.settings();
        await Promise.all(watchlist.map(({ key }) => engine.recall(key)));
        want();
        pending?.();
        await push();
      });
    },
    refresh() {
      if (ports.size === 0) return;
      want();
      if (due) return;
      due = true;
      pending?.();
      pending = timers.after(EVERY, () => void push());
    },
  };
}

function watchRow(
  { key, enabled, mutedUntil }: Settings['watchlist'][number],
  { engine, desk }: Pick<PageTools, 'engine' | 'desk'>,
): WatchRow {
  const split = key.indexOf(':');
  const pair = engine.pair(key);
  // A row draws no map, and its bins are most of a Reading.
  const reading = pair && { ...pair.reading, clusters: { ...pair.reading.clusters, bins: [] } };
  return {
    key,
    asset: engine.instrument(key)?.asset ?? reading?.instrument.asset ?? key.slice(split + 1),
    venueName: venueById(key.slice(0, split))?.name ?? key.slice(0, split),
    enabled,
    mutedUntil,
    reading,
    freshness: pair?.freshness ?? null,
    warnings: pair === null || !enabled ? [] : desk.warningsFor(pair),
  };
}
