import type { ResetState } from '../domain/reset.ts';
import type { Ms } from '../domain/time.ts';
import type { WarningRule } from '../domain/warning.ts';

export const LANGUAGES = ['browser', 'en', 'zh_CN', 'ko', 'ja', 'es', 'ru', 'tr', 'pt_BR', 'vi'] as const;

/** `language`: as its language writes them; else 1,234.5 · 1.234,5 · 1 234,5. */
export const NUMBER_FORMATS = ['language', 'point', 'comma', 'space'] as const;

/** What the user can change, as stored. Written by the background alone. */
export interface Settings {
  readonly version: 2;
  readonly paused: boolean;
  /** Watched assets in the user's order, e.g. `binance-usdm:BTCUSDT`. */
  readonly watchlist: readonly WatchedSymbol[];
  readonly thresholds: Thresholds;
  readonly alerts: AlertSettings;
  readonly appearance: Appearance;
  /** Venue ids switched off by the user. */
  readonly disabledVenues: readonly string[];
  /** Host names where the overlay stays hidden. */
  readonly hiddenHosts: readonly string[];
}

export interface WatchedSymbol {
  /** `instrumentKey` of the instrument. */
  readonly key: string;
  /** Overlay and alerts for this symbol. */
  readonly enabled: boolean;
  /** This machine's clock until which alerts are muted; 0 = not muted. */
  readonly mutedUntil: Ms;
  /** What differs from the common thresholds for this symbol. */
  readonly thresholds: Partial<Thresholds>;
}

export interface Thresholds {
  /** |score| at which crowding warns, points 30…100. */
  readonly crowding: number;
  /** Flush risk, probability 0…1. */
  readonly flushRisk: number;
  /** Or this many times the asset's usual flush risk. */
  readonly flushRiskFold: number;
  /** Nearest cluster closer than this fraction of price… */
  readonly clusterDistance: number;
  /** …or this many ATR. */
  readonly clusterDistanceAtr: number;
  /** Smallest share of mass within ± 10 % that counts as a cluster worth a warning. */
  readonly clusterShare: number;
  /** |funding| APR as a fraction. */
  readonly fundingApr: number;
  /** |OI change| over 1 h as a fraction. */
  readonly openInterestChange: number;
  /** States whose arrival warns. */
  readonly resetStates: readonly ResetState[];
  /** Rules that never warn. */
  readonly off: readonly WarningRule[];
}

export interface AlertSettings {
  readonly notifications: boolean;
  /** Minutes after local midnight; equal values = no quiet hours. */
  readonly quietFrom: number;
  readonly quietTo: number;
  /** Of one symbol and rule. */
  readonly coolDownMinutes: number;
  /** Alerts also on data of the worst grade. */
  readonly onGradeD: boolean;
}

export interface Appearance {
  /** `page`: as dark or light as the page under the overlay. */
  readonly theme: 'dark' | 'light' | 'system' | 'page';
  readonly palette: 'standard' | 'colour-blind';
  readonly density: 'full' | 'compact';
  /** 0.5…1. */
  readonly opacity: number;
  /** Half-width of the price ladder as a fraction. */
  readonly ladderRange: number;
  /** The colour of a rising price; long and short risk keep theirs. */
  readonly rising: 'green' | 'red';
  /** `browser`, or the folder of a translation in `_locales`. */
  readonly language: (typeof LANGUAGES)[number];
  readonly numbers: (typeof NUMBER_FORMATS)[number];
}
