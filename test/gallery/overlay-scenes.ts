import type { MessageKey } from '../../components/words/t.ts';
import { clause, count, quote } from '../../core/domain/clause.ts';
import { HOUR, MINUTE, SECOND } from '../../core/domain/time.ts';
import type { Warning } from '../../core/domain/warning.ts';
import type { OverlayView } from '../../core/messages/protocol.ts';
import type { LinkStatus } from '../../core/stores/overlay-store.ts';
import {
  balancedReading,
  crowdedShortReading,
  known,
  NOW,
  sampleReading,
  sampleReset,
  sampleSource,
  sampleSources,
  tinyPriceReading,
  warmingReading,
} from '../fixtures/readings.ts';
import { readingView, sampleFreshness } from '../fixtures/views.ts';
import { sampleWarnings } from '../fixtures/warnings.ts';

/** A message with its values, as the button it names is called in any language. */
export type PressedKey = readonly [key: MessageKey, ...values: (string | number)[]];

export interface OverlayScene {
  readonly id: string;
  readonly view: OverlayView | null;
  readonly link?: LinkStatus;
  readonly warnings?: readonly Warning[];
  readonly density?: 'full' | 'compact';
  /** Names of buttons to press before the picture is taken. */
  readonly press?: readonly PressedKey[];
}

const risky = sampleReading({
  flushRisk: { probability: known(0.041), usual: known(0.015), ifShocked: known(0.12), drivers: [] },
});
const warnings = sampleWarnings;
const degraded = [
  sampleSources[0]!,
  sampleSources[1]!,
  sampleSource('okx-swap', 'OKX', {
    status: 'rate-limited',
    until: NOW + 50 * SECOND,
    detail: clause('quoted', quote('HTTP 429')),
  }),
  sampleSource('hyperliquid', 'Hyperliquid', { status: 'offline', detail: clause('noConnection') }),
];
const old = sampleFreshness({ asOf: NOW - 4 * MINUTE });
const broken = (status: Parameters<typeof sampleFreshness>[0]) =>
  readingView(sampleReading(), { freshness: sampleFreshness({ asOf: NOW - 4 * MINUTE, ...status }) });

export const overlayScenes: readonly OverlayScene[] = [
  { id: 'crowded-long', view: readingView() },
  { id: 'flush-risk', view: readingView(risky) },
  { id: 'all-parts', view: readingView(), press: [['bandCrowdedLong']] },
  { id: 'crowded-short', view: readingView(crowdedShortReading()) },
  { id: 'quiet', view: readingView(balancedReading({ reset: sampleReset('quiet') })) },
  { id: 'flushing', view: readingView(sampleReading({ reset: sampleReset('flushing') })) },
  { id: 'cooling', view: readingView(balancedReading({ reset: sampleReset('cooling') })) },
  { id: 'clean', view: readingView(balancedReading({ reset: sampleReset('clean') })) },
  { id: 'reloading', view: readingView({ ...risky, reset: sampleReset('reloading') }), warnings },
  { id: 'invalidated', view: readingView(sampleReading({ reset: sampleReset('invalidated') })) },
  { id: 'trend', view: readingView(balancedReading({ reset: sampleReset('trend') })) },
  {
    id: 'reloading-with-ladder',
    view: readingView(balancedReading({ reset: sampleReset('reloading') })),
    press: [['clusters']],
  },
  {
    id: 'widest-texts',
    view: readingView(tinyPriceReading(), { venueName: 'Hyperliquid', product: 'perp' }),
  },
  { id: 'warning', view: readingView(risky), warnings },
  { id: 'warnings-open', view: readingView(risky), warnings, press: [['moreWarnings', 2]] },
  { id: 'menu', view: readingView(), press: [['menu']] },
  { id: 'muted', view: readingView(sampleReading(), { mutedUntil: NOW + HOUR }) },
  { id: 'compact', view: readingView(), density: 'compact' },
  { id: 'from-spot', view: readingView(sampleReading(), { fromSpot: true }) },
  {
    id: 'aged',
    view: readingView(sampleReading(), { freshness: sampleFreshness({ asOf: NOW - 42 * SECOND }) }),
  },
  {
    id: 'degraded-sources',
    view: readingView(
      sampleReading({ sources: degraded, grade: { grade: 'B', reasons: [clause('someVenues', count(2))] } }),
    ),
  },
  {
    id: 'all-down',
    view: broken({ status: 'offline', detail: clause('noConnection') }),
  },
  { id: 'stale', view: readingView(sampleReading(), { freshness: old }) },
  {
    id: 'rate-limited',
    view: broken({
      status: 'rate-limited',
      until: NOW + 90 * SECOND,
      detail: clause('quoted', quote('HTTP 429')),
    }),
  },
  {
    id: 'banned',
    view: broken({ status: 'banned', until: NOW + 20 * MINUTE, detail: clause('quoted', quote('HTTP 418')) }),
  },
  { id: 'region', view: broken({ status: 'blocked-region', detail: clause('quoted', quote('HTTP 451')) }) },
  { id: 'maintenance', view: broken({ status: 'maintenance' }) },
  { id: 'bad-answer', view: broken({ status: 'invalid-answer', detail: clause('answerUnreadable') }) },
  { id: 'frozen', view: broken({ status: 'frozen' }) },
  { id: 'reconnecting', view: readingView(), link: 'lost' },
  { id: 'orphan', view: readingView(), link: 'orphan' },
  { id: 'warming-up', view: readingView(warmingReading()) },
  {
    id: 'waiting',
    view: {
      kind: 'waiting',
      label: 'BTC',
      venueName: 'Binance',
      sources: sampleSources.map((source, index) => ({
        ...source,
        status: index === 1 ? 'live' : 'waiting',
      })),
    },
  },
  { id: 'unsupported', view: { kind: 'unsupported', venueName: 'Binance', read: 'NOSUCHUSDT' } },
  { id: 'no-permission', view: { kind: 'no-permission', venueName: 'Binance', host: 'fapi.binance.com' } },
  { id: 'paused', view: { kind: 'paused' } },
  { id: 'switched-off', view: { kind: 'switched-off', label: 'BTC' } },
  { id: 'other-pair', view: null },
];
