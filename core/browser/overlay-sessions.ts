import { MINUTE } from '../domain/time.ts';
import type { Warning } from '../domain/warning.ts';
import { LISTS_CHANGED } from '../feed/engine.ts';
import type { BackgroundToOverlay, OverlayToBackground, WordsUpdate } from '../messages/protocol.ts';
import { parseOverlayMessage } from '../messages/schemas.ts';
import { hideHost, muteWatched } from '../settings/changes.ts';
import { venuesAtHost } from '../venues/registry.ts';
import { type ChartLabel, isChartHost } from '../venues/tradingview.ts';
import { type Seen, type ViewTools, viewOf } from './overlay-view.ts';
import type { Placements } from './placements.ts';
import type { SettingsStore } from './settings-store.ts';
import { createTokenBucket, type TokenBucket } from './token-bucket.ts';
import type { WarningDesk } from './warning-desk.ts';

/** The part of a runtime port a session uses. */
export interface OverlayPort {
  readonly sender?:
    | {
        readonly id?: string | undefined;
        readonly url?: string | undefined;
        readonly frameId?: number | undefined;
        readonly tab?: { readonly id?: number | undefined } | undefined;
      }
    | undefined;
  postMessage(message: BackgroundToOverlay): void;
  disconnect(): void;
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  readonly onDisconnect: { addListener(listener: () => void): void };
}

export interface OverlayTools extends ViewTools {
  readonly store: SettingsStore;
  readonly placements: Placements;
  readonly desk: WarningDesk;
  readonly extensionId: string;
  /** Settings, budgets and lists are back. */
  readonly ready: Promise<void>;
  now(): number;
  words(): WordsUpdate;
  openOptions(): void;
  openPanel(tab: number): void;
  /** A tab shows something else, or nothing any more. */
  shown(tab: number, seen: Seen | null, warnings: readonly Warning[]): void;
}

export interface OverlaySessions {
  connect(port: OverlayPort): void;
  /** Something changed for a pair, or (without a key) for everyone. */
  refresh(key?: string): void;
  /** What a tab's overlay shows. */
  ofTab(tab: number): { readonly seen: Seen; readonly host: string } | null;
  /** A tab that shows this pair; null when none does, or none has said so yet. */
  tabOf(key: string): number | null;
  /** Messages not let through so far. */
  dropped(): number;
}

interface Session {
  readonly owner: string;
  readonly tab: number;
  readonly host: string;
  readonly port: OverlayPort;
  readonly bucket: TokenBucket;
  page: {
    readonly url: URL;
    readonly navigation: number;
    readonly chart: ChartLabel | undefined;
  } | null;
  visible: boolean;
  seen: Seen | null;
  /** The words it was last told to use. */
  told: WordsUpdate;
}

/** What a page uses until it is told otherwise. */
const BROWSERS_OWN: WordsUpdate = { type: 'words:update', texts: {} };

export const MESSAGES = { perSecond: 20, burst: 40, maxChars: 4_096 } as const;

/** One session per page with an overlay. A content script is believed nothing but its own page's doings. */
export function createOverlaySessions(tools: OverlayTools): OverlaySessions {
  const sessions = new Set<Session>();
  let opened = 0;
  let dropped = 0;

  function connect(port: OverlayPort): void {
    const place = placeOf(port, tools.extensionId);
    if (place === null) {
      port.disconnect();
      return;
    }
    const session: Session = {
      ...place,
      owner: `overlay:${++opened}`,
      port,
      bucket: createTokenBucket(MESSAGES.perSecond, MESSAGES.burst, tools.now),
      page: null,
      visible: false,
      seen: null,
      told: BROWSERS_OWN,
    };
    sessions.add(session);
    port.onMessage.addListener((raw) => {
      const message = admit(session, raw);
      if (message === null) dropped++;
      // The browser opens it only while the press that asked for it is being handled.
      else if (message.type === 'panel:open') tools.openPanel(session.tab);
      else void tools.ready.then(() => sessions.has(session) && obey(session, message));
    });
    port.onDisconnect.addListener(() => {
      sessions.delete(session);
      tools.engine.want(session.owner, []);
      tools.shown(session.tab, null, []);
    });
  }

  function admit(session: Session, raw: unknown): OverlayToBackground | null {
    if (!session.bucket.take()) return null;
    let size: number;
    try {
      size = JSON.stringify(raw)?.length ?? 0;
    } catch {
      return null;
    }
    return size > MESSAGES.maxChars ? null : parseOverlayMessage(raw);
  }

  function obey(session: Session, message: OverlayToBackground): void {
    const key = session.seen?.key ?? null;
    switch (message.type) {
      case 'page:view': {
        const url = toUrl(message.url);
        if (url === null || url.hostname !== session.host) {
          dropped++;
          return;
        }
        session.page = { url, navigation: message.navigation, chart: message.chart };
        show(session);
        // The Reading of an earlier worker is there before anything is asked.
        if (session.seen?.key) void tools.engine.recall(session.seen.key).then(() => show(session));
        return;
      }
      case 'page:visible':
        session.visible = message.visible;
        show(session);
        return;
      case 'page:alive':
      case 'panel:open':
        return;
      case 'placement:save':
        tools.placements.save(session.host, message.placement);
        return;
      case 'host:hide':
        void tools.store.change((settings) => hideHost(settings, session.host));
        return;
      case 'symbol:mute':
        if (key !== null) {
          const until = message.minutes === 0 ? 0 : tools.now() + message.minutes * MINUTE;
          void tools.store.change((settings) => muteWatched(settings, key, until));
        }
        return;
      case 'options:open':
        tools.openOptions();
        return;
    }
  }

  /** Looks at the page anew and tells it, unless nobody would see it. */
  function show(session: Session): void {
    if (session.page === null || !sessions.has(session)) return;
    const { url, navigation, chart } = session.page;
    session.seen = viewOf(url, tools, chart);
    const { view, key } = session.seen;
    tools.engine.want(session.owner, key !== null && session.visible ? [{ key, rank: 'visible' }] : []);
    const warnings = view.kind === 'reading' ? tools.desk.warningsFor(view) : [];
    tools.shown(session.tab, session.seen, warnings);
    // A page in the back/forward cache would be evicted by a message.
    if (!session.visible) return;
    const words = tools.words();
    if (words !== session.told && (session.told !== BROWSERS_OWN || Object.keys(words.texts).length > 0)) {
      session.port.postMessage(words);
    }
    session.told = words;
    session.port.postMessage({
      type: 'view:update',
      navigation,
      view,
      placement: tools.placements.of(session.host),
      appearance: tools.settings().appearance,
      warnings,
    });
  }

  return {
    connect,
    refresh(key) {
      for (const session of sessions) {
        const concerned = key === undefined || key === LISTS_CHANGED || session.seen?.key === key;
        if (concerned) show(session);
      }
    },
    ofTab(tab) {
      for (const { tab: own, host, seen } of sessions)
        if (own === tab && seen !== null) return { seen, host };
      return null;
    },
    tabOf: (key) => [...sessions].find(({ seen }) => seen?.key === key)?.tab ?? null,
    dropped: () => dropped,
  };
}

/** The tab and host a port really comes from; null for a frame, another extension or a host we do not run on. */
function placeOf({ sender }: OverlayPort, extensionId: string): { tab: number; host: string } | null {
  const tab = sender?.tab?.id;
  if (sender === undefined || sender.id !== extensionId || tab === undefined || sender.frameId !== 0)
    return null;
  const url = toUrl(sender.url ?? '');
  if (url === null || url.protocol !== 'https:' || !isOurs(url.hostname)) return null;
  return { tab, host: url.hostname };
}

function isOurs(hostname: string): boolean {
  return venuesAtHost(hostname).length > 0 || isChartHost(hostname);
}

function toUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
