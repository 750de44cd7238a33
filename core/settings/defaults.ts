import type { Settings } from './settings.ts';

/** The version this build writes. */
export const SETTINGS_VERSION = 2;

/** What a new user starts with: three majors on Binance, calm thresholds, no notifications. */
export const DEFAULT_SETTINGS: Settings = {
  version: SETTINGS_VERSION,
  paused: false,
  watchlist: [
    { key: 'binance-usdm:BTCUSDT', enabled: true, mutedUntil: 0, thresholds: {} },
    { key: 'binance-usdm:ETHUSDT', enabled: true, mutedUntil: 0, thresholds: {} },
    { key: 'binance-usdm:SOLUSDT', enabled: true, mutedUntil: 0, thresholds: {} },
  ],
  thresholds: {
    crowding: 60,
    flushRisk: 0.06,
    flushRiskFold: 3,
    clusterDistance: 0.01,
    clusterDistanceAtr: 1,
    clusterShare: 0.08,
    fundingApr: 0.5,
    openInterestChange: 0.03,
    resetStates: ['flushing', 'clean', 'reloading'],
    off: [],
  },
  alerts: { notifications: false, quietFrom: 0, quietTo: 0, coolDownMinutes: 15, onGradeD: false },
  appearance: {
    theme: 'dark',
    palette: 'standard',
    density: 'full',
    opacity: 1,
    ladderRange: 0.05,
    rising: 'green',
    language: 'browser',
    numbers: 'language',
  },
  disabledVenues: [],
  hiddenHosts: [],
};
