import { browser } from 'wxt/browser';
import { clause, quote } from '../domain/clause.ts';
import { HOUR } from '../domain/time.ts';
import { createEngine } from '../feed/engine.ts';
import type { Assess } from '../feed/ports.ts';
import { LOOK_PORT, OVERLAY_PORT, PAGE_PORT } from '../messages/protocol.ts';
import { muteWatched } from '../settings/changes.ts';
import { venues } from '../venues/registry.ts';
import { CHART_GRANT, tradingView } from '../venues/tradingview.ts';
import { setPollAlarm } from './alarms.ts';
import { createAlerts } from './alerts.ts';
import type { BackgroundApp, BackgroundTraits } from './background-contract.ts';
import { badgeOf, createBadges } from './badge.ts';
import { createEventLog, faultText } from './event-log.ts';
import { createHistoryDb } from './history-db.ts';
import { createHttp } from './http.ts';
import { createLookSessions } from './look-sessions.ts';
import { createNotices } from './notices.ts';
import { notify, onNotification } from './notifications.ts';
import { createOpener } from './opener.ts';
import { createOverlaySessions } from './overlay-sessions.ts';
import { answerPage } from './page-requests.ts';
import { createPageScripts } from './page-scripts.ts';
import { createPageSessions } from './page-sessions.ts';
import { watchPermissions } from './permissions.ts';
import { createPlacements } from './placements.ts';
import { origins, permittedSites } from './reach.ts';
import { createSettingsStore } from './settings-store.ts';
import { createOpenSocket } from './socket.ts';
import { createSourceWatch } from './source-watch.ts';
import { createRecordStore, localArea, sessionArea } from './storage.ts';
import { createStoredData } from './stored-data.ts';
import { minuteOfDay, systemClock, systemTimers } from './system.ts';
import { createWarningDesk } from './warning-desk.ts';
import { createWords, readPackagedTexts } from './words.ts';

/**
 * Builds the background out of its parts. Nothing here waits: listeners can be registered at once, and what
 * they start waits for `ready`.
 */
export function createBackgroundApp<State>(
  assess: Assess<State>,
  { alertWords, useWords, hasNotificationButtons }: BackgroundTraits,
): BackgroundApp {
  const extensionId = browser.runtime.id;
  const home = browser.runtime.getURL('/');
  const now = systemClock.now;

  const local = createRecordStore(localArea(), (reason) =>
    notices.add({
      id: 'storage',
      clause: clause('settingsUnsaved', quote(reason)),
    }),
  );
  const session = createRecordStore(sessionArea());
  const log = createEventLog(session, now);
  const notices = createNotices(session, () => pages.refresh());
  const placements = createPlacements(local);
  const store = createSettingsStore(local, session, {
    now,
    notice(notice) {
      log.note('storage', notice.id);
      notices.add(notice);
    },
    changed: () => settingsChanged(),
  });
  const settings = store.get;
  const words = createWords(readPackagedTexts, ({ texts }) => {
    useWords(texts);
    overlays.refresh();
    pages.reword();
  });
  const desk = createWarningDesk({ session, local, now, minuteOfDay, settings });
  const pageScripts = createPageScripts({
    scripting: browser.scripting,
    sites: [...venues, tradingView],
    files: (browser.runtime.getManifest().content_scripts ?? []).flatMap(({ js = [] }) => js),
    mayRun: (matches) => browser.permissions.contains({ origins: matches }),
  });
  const permissions = watchPermissions(browser.permissions, permittedSites, () => {
    log.note('permission');
    void pageScripts.sync();
    engine.wake();
    overlays.refresh();
    pages.refresh();
  });
  const historyDb = createHistoryDb((reason) =>
    notices.add({
      id: 'history',
      clause: clause('historyUnsaved', quote(reason)),
    }),
  );
  const engine = createEngine<State>({
    clock: systemClock,
    timers: systemTimers,
    random: Math.random,
    http: createHttp(origins),
    openSocket: createOpenSocket(origins),
    session,
    local,
    historyStore: historyDb,
    venues,
    assess,
    isOff: (venue) => settings().disabledVenues.includes(venue.id),
    isPermitted: permissions.has,
  });

  const data = createStoredData({ local, session, historyDb, engine });

  const ready = (async () => {
    await Promise.all([
      store.load(),
      notices.restore(),
      placements.restore(),
      desk.restore(),
      log.restore(),
      permissions.ready,
      pageScripts.sync(),
    ]);
    log.note('start');
    await words.follow(settings().appearance);
    await engine.restore();
    await arm();
  })();

  const showBadge = createBadges();
  const overlays = createOverlaySessions({
    engine,
    store,
    settings,
    placements,
    desk,
    extensionId,
    ready,
    now,
    isPermitted: permissions.has,
    words: words.current,
    openOptions: () => void browser.runtime.openOptionsPage(),
    // Refused when the press is too long ago; the popup has another way in.
    openPanel: (tabId) => void browser.sidePanel?.open({ tabId }).catch(() => {}),
    shown(tab, seen, warnings) {
      showBadge(tab, badgeOf(seen?.view ?? null, warnings));
      pages.refresh();
      looks.tabShown(tab);
    },
  });
  const looks = createLookSessions({
    engine,
    overlays,
    timers: systemTimers,
    ready,
    extensionId,
    home,
    settings,
    isPermitted: permissions.has,
  });
  const pages = createPageSessions({
    chartSites: () => [
      {
        venue: tradingView.id,
        name: tradingView.name,
        permission: permissions.has(tradingView) ? 'granted' : 'missing',
        isOptional: true,
        grants: [CHART_GRANT],
      },
    ],
    engine,
    overlays,
    notices,
    desk,
    timers: systemTimers,
    ready,
    extensionId,
    home,
    settings,
    words: words.current,
    async activeTab() {
      const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
      return tab?.id ?? null;
    },
  });
  const openPair = createOpener({ tabOf: overlays.tabOf, ready, timers: systemTimers });
  onNotification({
    open: (key) => void openPair(key),
    mute: (key) => void store.change((current) => muteWatched(current, key, now() + HOUR)),
  });
  const heed = createAlerts({
    engine,
    desk,
    log,
    words: alertWords,
    now,
    notify: (key, text) => notify(key, text, hasNotificationButtons),
  });
  const watchSources = createSourceWatch(log);
  engine.subscribe((key) => {
    watchSources(engine.status());
    heed(key);
    overlays.refresh(key);
    pages.refresh();
    looks.refresh(key);
  });

  /** Alerts may ring with nothing in sight: then, and only then, an alarm wakes the worker. */
  async function arm(): Promise<void> {
    const { alerts, paused, watchlist } = settings();
    const armed = alerts.notifications && !paused ? watchlist.filter((row) => row.enabled) : [];
    engine.want(
      'alerts',
      armed.map(({ key }) => ({ key, rank: 'alert' })),
    );
    await setPollAlarm(armed.length > 0);
  }

  function settingsChanged(): void {
    log.note('settings');
    void words.follow(settings().appearance);
    engine.wake();
    for (const { key } of settings().watchlist) heed(key);
    overlays.refresh();
    pages.refresh();
    looks.refresh();
    void arm();
  }

  return {
    connect(port) {
      if (port.name === OVERLAY_PORT) overlays.connect(port);
      else if (port.name === PAGE_PORT) pages.connect(port);
      else if (port.name === LOOK_PORT) looks.connect(port);
      else port.disconnect();
    },
    answer: (message, sender) =>
      answerPage(message, sender, {
        engine,
        store,
        notices,
        desk,
        data,
        log,
        openPair: (key) => void openPair(key),
        ready,
        now,
        home,
        extensionId,
      }),
    ring: () => void ready.then(() => engine.wake()),
    fault: (error) => log.note('error', faultText(error)),
    suspend: () => void engine.settle(),
  };
}
