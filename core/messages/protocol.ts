import type { Clause } from '../domain/clause.ts';
import type { LongLook } from '../domain/long-look.ts';
import type { Reading } from '../domain/reading.ts';
import type { SourceHealth } from '../domain/source-health.ts';
import type { Ms } from '../domain/time.ts';
import type { Warning } from '../domain/warning.ts';
import type { ImportReport } from '../settings/import.ts';
import type { Appearance, Settings, Thresholds } from '../settings/settings.ts';

/** Port names. */
export const OVERLAY_PORT = 'overlay';
export const PAGE_PORT = 'extension-page';
export const LOOK_PORT = 'long-look';

/** Where the overlay sits on one host: the nearest edges with CSS px offsets. */
export interface Placement {
  readonly edgeX: 'left' | 'right';
  readonly offsetX: number;
  readonly edgeY: 'top' | 'bottom';
  readonly offsetY: number;
  readonly collapsed: boolean;
}

/** Overlay → background. A content script may say only these. */
export type OverlayToBackground =
  | {
      readonly type: 'page:view';
      readonly url: string;
      readonly navigation: number;
      /** On a site of charts: what the page shows of its symbol. */
      readonly chart?: { readonly ticker: string; readonly legend: string } | undefined;
    }
  | { readonly type: 'page:visible'; readonly visible: boolean }
  | { readonly type: 'page:alive' }
  | { readonly type: 'placement:save'; readonly placement: Placement }
  | { readonly type: 'host:hide' }
  | { readonly type: 'symbol:mute'; readonly minutes: number }
  | { readonly type: 'options:open' }
  | { readonly type: 'panel:open' };

/** What one tab shows. `navigation` echoes the page's counter: an answer for another one is dropped. */
export type OverlayView =
  | { readonly kind: 'dormant' }
  | { readonly kind: 'hidden' }
  | { readonly kind: 'paused' }
  | { readonly kind: 'switched-off'; readonly label: string }
  | { readonly kind: 'unsupported'; readonly venueName: string; readonly read: string }
  | { readonly kind: 'no-permission'; readonly venueName: string; readonly host: string }
  | {
      readonly kind: 'waiting';
      readonly label: string;
      readonly venueName: string;
      readonly sources: readonly SourceHealth[];
    }
  | {
      readonly kind: 'reading';
      readonly reading: Reading;
      readonly venueName: string;
      readonly product: string;
      /** The page is a spot page and the Reading is of the matching perp. */
      readonly fromSpot: boolean;
      readonly freshness: Freshness;
      readonly mutedUntil: Ms;
    };

/** Of the viewed venue's own values; surfaces add the time since `asOf` themselves. */
export interface Freshness {
  readonly status:
    | 'live'
    | 'stale'
    | 'offline'
    | 'rate-limited'
    | 'banned'
    | 'blocked-region'
    | 'maintenance'
    | 'invalid-answer'
    | 'frozen';
  /** This machine's clock at which the newest value was true. */
  readonly asOf: Ms;
  readonly until: Ms | null;
  /** What the status does not say. */
  readonly detail: Clause | null;
  /** Older than this is stale, whatever the status says. */
  readonly limitMs: Ms;
}

export interface OverlayUpdate {
  readonly type: 'view:update';
  readonly navigation: number;
  readonly view: OverlayView;
  readonly placement: Placement;
  readonly appearance: Appearance;
  /** The user's thresholds that are reached; drawn as a mark. */
  readonly warnings: readonly Warning[];
}

/** Sent before anything drawn in them: texts that replace the browser's own, with `$1`…`$9` in them. */
export interface WordsUpdate {
  readonly type: 'words:update';
  readonly texts: Readonly<Record<string, string>>;
}

export type BackgroundToOverlay = OverlayUpdate | WordsUpdate;

export type BackgroundToPage = PageState | WordsUpdate;

/** One watched symbol in the popup. */
export interface WatchRow {
  readonly key: string;
  readonly asset: string;
  readonly venueName: string;
  readonly enabled: boolean;
  readonly mutedUntil: Ms;
  readonly reading: Reading | null;
  readonly freshness: Freshness | null;
  /** The user's thresholds that are reached; none while muted. */
  readonly warnings: readonly Warning[];
}

/** State pushed to popup, options and side panel over their port. */
export interface PageState {
  readonly type: 'page:state';
  readonly settings: Settings;
  /** The pair of the active tab, when it is a trading page. */
  readonly activeTab: {
    readonly view: OverlayView;
    readonly key: string | null;
    readonly host: string;
  } | null;
  readonly rows: readonly WatchRow[];
  readonly sources: readonly VenueStatus[];
  /** Sites of charts the overlay may be shown on. */
  readonly chartSites: readonly Grantable[];
  /** This machine's clock of the next planned request; null when nothing is planned. */
  readonly nextPoll: Ms | null;
  /** Things the user must know, e.g. repaired settings. */
  readonly notices: readonly Notice[];
}

/**
 * Side panel → background, over its own port: the pair to be sent from now on, picked by its key or as that of a
 * tab. `request` is echoed: an answer to an earlier one is not shown.
 */
export interface LookFollow {
  readonly type: 'look:follow';
  readonly request: number;
  readonly tab: number | null;
  readonly key: string | null;
  /** Shown while the tab is no trading page. */
  readonly fallback: string | null;
}

/** Background → side panel: the first one of another `key` carries everything, later ones what changed. */
export interface LookUpdate {
  readonly type: 'look:update';
  readonly request: number;
  readonly key: string | null;
  readonly view: OverlayView;
  /** Null while nothing is known of the pair. */
  readonly look: LongLook | null;
}

/** Something the user may allow and take back. */
export interface Grantable {
  readonly venue: string;
  readonly name: string;
  readonly permission: 'granted' | 'missing';
  /** Whether it came with the install or is granted later. */
  readonly isOptional: boolean;
  /** Match patterns one grant asks for: a venue's answers, and the overlay on its pages. */
  readonly grants: readonly string[];
}

export interface VenueStatus extends SourceHealth, Grantable {
  /** Share of the venue's published limit used by us in its current window, 0…1. */
  readonly usedShare: number;
}

export interface Notice {
  readonly id: string;
  readonly clause: Clause;
}

export interface InstrumentHit {
  readonly key: string;
  readonly asset: string;
  readonly label: string;
}

/** One thing the background did. */
export interface LoggedEvent {
  /** This machine's clock. */
  readonly time: Ms;
  readonly kind:
    | 'start'
    | 'settings'
    | 'source'
    | 'permission'
    | 'alert'
    | 'alert-held'
    | 'storage'
    | 'error';
  /** Names and numbers, e.g. `binance-usdm:BTCUSDT crowding`. */
  readonly detail: string;
}

/** What is stored on this machine, in bytes of text. */
export interface StoredSizes {
  readonly settings: number;
  /** Venues' lists of instruments. */
  readonly lists: number;
  /** Last Readings, request budgets and the like. */
  readonly working: number;
  /** Days of one series of one instrument. */
  readonly historyDays: number;
  /** All of the extension on disk, as the browser counts it; null where it does not say. */
  readonly total: number | null;
}

/** What thresholds say of one watched pair. */
export interface PairWarnings {
  readonly key: string;
  readonly asset: string;
  readonly warnings: readonly Warning[];
}

/** Extension page → background requests with their answers. Never accepted from a content script. */
export interface PageRequests {
  'settings:update': { request: SettingsPatch; response: SettingsResult };
  'settings:undo': { request: null; response: SettingsResult };
  'watch:add': { request: { key: string }; response: SettingsResult };
  'watch:remove': { request: { key: string }; response: SettingsResult };
  'watch:toggle': { request: { key: string; enabled: boolean }; response: SettingsResult };
  'watch:mute': { request: { key: string; minutes: number }; response: SettingsResult };
  /** Brings the pair's page to the front, or opens it. */
  'pair:open': { request: { key: string }; response: null };
  'pause:set': { request: { paused: boolean }; response: SettingsResult };
  'host:show': { request: { host: string }; response: SettingsResult };
  'instruments:search': { request: { text: string }; response: InstrumentHit[] };
  'warnings:preview': { request: { thresholds: Thresholds }; response: PairWarnings[] };
  /** A symbol's own thresholds, all of them anew. */
  'watch:thresholds': { request: { key: string; thresholds: Partial<Thresholds> }; response: SettingsResult };
  /** Reads a settings file; it is taken only when `apply` is set. */
  'settings:import': { request: { text: string; apply: boolean }; response: ImportReport };
  'settings:reset': { request: null; response: SettingsResult };
  'data:size': { request: null; response: StoredSizes };
  'history:clear': { request: null; response: null };
  'events:list': { request: null; response: readonly LoggedEvent[] };
  'notice:dismiss': { request: { id: string }; response: null };
}

/** What an extension page passes to `runtime.sendMessage`; the promise yields that request's `response`. */
export type PageRequestMessage = {
  [K in keyof PageRequests]: { readonly type: K } & (PageRequests[K]['request'] extends null
    ? unknown
    : PageRequests[K]['request']);
}[keyof PageRequests];

/** Whole sections; a section is replaced field by field. */
export type SettingsPatch = {
  readonly [K in 'thresholds' | 'alerts' | 'appearance']?: Partial<Settings[K]>;
} & { readonly disabledVenues?: readonly string[] };

export type SettingsResult =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly field: string; readonly error: Clause };
