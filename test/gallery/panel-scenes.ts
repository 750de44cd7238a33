import { clause } from '../../core/domain/clause.ts';
import { HOUR, MINUTE, SECOND } from '../../core/domain/time.ts';
import type { OverlayView } from '../../core/messages/protocol.ts';
import type { HeldLook } from '../../core/stores/look-store.ts';
import type { LinkStatus } from '../../core/stores/overlay-store.ts';
import { fewVisits, goodScore, sampleLook } from '../fixtures/look.ts';
import {
  MARKET_NOW,
  NOW,
  sampleFlush,
  sampleReading,
  sampleReset,
  sampleSources,
  tinyPriceReading,
  warmingReading,
} from '../fixtures/readings.ts';
import { readingView, sampleFreshness } from '../fixtures/views.ts';
import type { PressedKey } from './overlay-scenes.ts';

export interface PanelScene {
  readonly id: string;
  /** Null: not answered yet. */
  readonly view: OverlayView | null;
  readonly look?: HeldLook;
  readonly link?: LinkStatus;
  /** Names of buttons to press before the picture is taken. */
  readonly press?: readonly PressedKey[];
  /** Keys pressed on the chart. */
  readonly keys?: readonly string[];
}

const flushStart = MARKET_NOW - 70 * HOUR;
const afterFlush = sampleReset('reloading', {
  flush: { ...sampleFlush, startTime: flushStart, endTime: flushStart + 3 * HOUR },
  pastFlushes: [
    {
      ...sampleFlush,
      side: 'short',
      startTime: MARKET_NOW - 19 * 24 * HOUR,
      endTime: MARKET_NOW - 19 * 24 * HOUR + 5 * HOUR,
      openInterestDrop: 0.113,
      priceMove: 0.0612,
    },
  ],
  transitions: [
    { from: 'quiet', to: 'building', time: MARKET_NOW - 25 * 24 * HOUR },
    { from: 'building', to: 'flushing', time: MARKET_NOW - 19 * 24 * HOUR },
    { from: 'flushing', to: 'cooling', time: MARKET_NOW - 18.8 * 24 * HOUR },
    { from: 'cooling', to: 'clean', time: MARKET_NOW - 18.5 * 24 * HOUR },
    { from: 'clean', to: 'quiet', time: MARKET_NOW - 12 * 24 * HOUR },
    { from: 'quiet', to: 'building', time: MARKET_NOW - 6 * 24 * HOUR },
    { from: 'building', to: 'flushing', time: flushStart },
    { from: 'flushing', to: 'cooling', time: flushStart + 3 * HOUR },
    { from: 'cooling', to: 'reloading', time: flushStart + 30 * HOUR },
  ].map((step) => ({ ...step, because: '' })) as never,
});

const full = sampleLook(65_370, { scorecard: goodScore });
const live = sampleReading({ reset: afterFlush });
const nothing: HeldLook = { series: {}, grid: null, heat: [], venues: [], scorecard: null };
const old = (overrides: Parameters<typeof sampleFreshness>[0]) =>
  readingView(live, { freshness: sampleFreshness({ asOf: NOW - 4 * MINUTE, ...overrides }) });

export const panelScenes: readonly PanelScene[] = [
  { id: 'whole', view: readingView(live), look: full },
  { id: 'five-minutes', view: readingView(live), look: full, press: [['bars5m']] },
  { id: 'pointed', view: readingView(live), look: full, keys: ['ArrowLeft', 'PageUp', 'ArrowLeft'] },
  { id: 'table', view: readingView(live), look: full, press: [['table']] },
  { id: 'few-visits', view: readingView(), look: { ...full, scorecard: fewVisits } },
  { id: 'tiny-price', view: readingView(tinyPriceReading()), look: sampleLook(0.00001234) },
  { id: 'warming-up', view: readingView(warmingReading()), look: nothing },
  { id: 'stale', view: old({ status: 'stale' }), look: full },
  { id: 'offline', view: old({ status: 'offline', detail: clause('noConnection') }), look: full },
  { id: 'reconnecting', view: readingView(live), look: full, link: 'lost' },
  { id: 'loading', view: null },
  {
    id: 'waiting',
    view: {
      kind: 'waiting',
      label: 'BTC',
      venueName: 'Binance',
      sources: sampleSources.map((source) => ({ ...source, status: 'waiting' })),
    },
  },
  { id: 'unsupported', view: { kind: 'unsupported', venueName: 'Binance', read: 'NOSUCHUSDT' } },
  { id: 'no-permission', view: { kind: 'no-permission', venueName: 'Binance', host: 'fapi.binance.com' } },
  { id: 'paused', view: { kind: 'paused' } },
  { id: 'no-pair', view: { kind: 'dormant' } },
];

/** How long ago a lost link was lost. */
export const LOST_FOR = 20 * SECOND;
