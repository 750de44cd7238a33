import { clause, quote } from '../../core/domain/clause.ts';
import { MINUTE } from '../../core/domain/time.ts';
import type { InstrumentHit, PageState, VenueStatus } from '../../core/messages/protocol.ts';
import { samplePage, sampleSettings, sampleVenues } from '../fixtures/page-state.ts';
import { NOW } from '../fixtures/readings.ts';
import { readingView, sampleFreshness } from '../fixtures/views.ts';
import { sampleWarnings } from '../fixtures/warnings.ts';
import type { PressedKey } from './overlay-scenes.ts';

export interface PageScene {
  readonly id: string;
  /** Null: the background has not pushed anything yet. */
  readonly page: PageState | null;
  /** Typed into the first field before the picture is taken. */
  readonly typed?: string;
  /** Chosen in the scope of the thresholds. */
  readonly chosen?: string;
  /** A settings file is read. */
  readonly file?: boolean;
}

export const hits: readonly InstrumentHit[] = [
  { key: 'binance-usdm:PEPEUSDT', asset: 'PEPE', label: 'Binance 1000PEPEUSDT' },
  { key: 'bybit-linear:1000PEPEUSDT', asset: 'PEPE', label: 'Bybit 1000PEPEUSDT' },
  { key: 'okx-swap:PEPE-USDT-SWAP', asset: 'PEPE', label: 'OKX PEPE-USDT-SWAP' },
];

const on = (view: NonNullable<PageState['activeTab']>['view']) => ({
  view,
  key: 'binance-usdm:BTCUSDT',
  host: 'www.binance.com',
});

const troubled = sampleVenues.map((venue, index) =>
  index === 1
    ? {
        ...venue,
        status: 'rate-limited' as const,
        until: NOW + MINUTE,
        usedShare: 0.31,
        detail: clause('quoted', quote('HTTP 429')),
      }
    : index === 2
      ? { ...venue, status: 'no-permission' as const, permission: 'missing' as const, lastGoodTime: null }
      : index === 3
        ? { ...venue, status: 'blocked-region' as const, detail: clause('quoted', quote('HTTP 451')) }
        : venue,
);

export const popupScenes: readonly PageScene[] = [
  { id: 'watchlist', page: samplePage() },
  { id: 'no-trading-page', page: samplePage({ activeTab: null }) },
  { id: 'hidden-here', page: samplePage({ activeTab: on({ kind: 'hidden' }) }) },
  {
    id: 'switched-off',
    page: samplePage({ activeTab: on({ kind: 'switched-off', label: 'BTC' }) }),
  },
  {
    id: 'not-watched',
    page: samplePage({ activeTab: { ...on(readingView()), key: 'okx-swap:BTC-USDT-SWAP' } }),
  },
  {
    id: 'stale-tab',
    page: samplePage({
      activeTab: on(
        readingView(undefined, { freshness: sampleFreshness({ status: 'offline', asOf: NOW - 5 * MINUTE }) }),
      ),
      sources: troubled,
    }),
  },
  {
    id: 'paused',
    page: samplePage({ settings: sampleSettings({ paused: true }), activeTab: on({ kind: 'paused' }) }),
  },
  {
    id: 'repaired-settings',
    page: samplePage({
      notices: [
        { id: 'repaired', clause: clause('settingsRepaired', quote('alerts.quietFrom, appearance.theme')) },
      ],
    }),
  },
  {
    id: 'warnings',
    page: samplePage({
      rows: samplePage().rows.map((row, index) => ({
        ...row,
        warnings: index === 0 ? sampleWarnings : [],
        freshness: index === 2 ? sampleFreshness({ asOf: NOW - 41_000 }) : row.freshness,
      })),
    }),
  },
  { id: 'search', page: samplePage(), typed: 'pepe' },
  { id: 'empty', page: samplePage({ settings: sampleSettings({ watchlist: [] }), activeTab: null }) },
  { id: 'first-moment', page: null },
];

/** One optional venue the user allowed, and two he may. */
const optional = ['Bitget', 'Gate', 'Deribit'].map((name, index): VenueStatus => {
  const venue = name.toLowerCase();
  const hosts = [`api.${venue}.com`, `www.${venue}.com`];
  return {
    venue,
    name,
    status: index === 0 ? 'live' : 'no-permission',
    lastGoodTime: index === 0 ? NOW - 12_000 : null,
    venueLagMs: null,
    until: null,
    detail: null,
    usedShare: index === 0 ? 0.0041 : 0,
    permission: index === 0 ? 'granted' : 'missing',
    isOptional: true,
    grants: hosts.map((host) => `https://${host}/*`),
  };
});

const ownThresholds = sampleSettings({
  thresholds: { ...sampleSettings().thresholds, off: ['long-cluster', 'short-cluster'] },
  alerts: { ...sampleSettings().alerts, notifications: true, quietFrom: 1320, quietTo: 420 },
  watchlist: sampleSettings().watchlist.map((row, index) =>
    index === 0 ? { ...row, thresholds: { crowding: 75, fundingApr: 0.9 } } : row,
  ),
});

export const optionsScenes: readonly PageScene[] = [
  { id: 'all', page: samplePage({ sources: [...sampleVenues, ...optional] }) },
  { id: 'own-thresholds', page: samplePage({ settings: ownThresholds }), chosen: 'binance-usdm:BTCUSDT' },
  { id: 'file-read', page: samplePage(), file: true },
  {
    id: 'troubled',
    page: samplePage({ sources: troubled, settings: sampleSettings({ hiddenHosts: ['www.okx.com'] }) }),
  },
  { id: 'invalid-input', page: samplePage(), typed: '250' },
];

/** Each with the buttons to press on the way to it. */
export const welcomeScenes: readonly (PageScene & { readonly press: readonly PressedKey[] })[] = [
  { id: 'shows', page: samplePage(), press: [] },
  {
    id: 'venues',
    page: samplePage({ sources: [...sampleVenues, ...optional] }),
    press: [['next']],
  },
  { id: 'privacy', page: samplePage(), press: [['next'], ['next']] },
];

export const hosts: readonly string[] = [
  'api.bybit.com',
  'api.hyperliquid.xyz',
  'api.binance.com',
  'fapi.binance.com',
  'www.okx.com',
];
