import type { OverlayState } from '../../core/stores/overlay-store.ts';
import { t } from '../words/t.ts';
import { type ClusterView, toClustersView } from './clusters-view.ts';
import { type ScoreView, toScoreView } from './crowding-view.ts';
import { type FreshnessView, toFreshnessView } from './freshness-view.ts';
import { type ResetChipView, toResetChipView } from './reset-view.ts';
import { warningText } from './warning-view.ts';

export interface PillView {
  readonly title: string;
  readonly tone: FreshnessView['tone'] | 'waiting';
  /** Replaces the values where there are none to trust. */
  readonly message: string;
  readonly dim: boolean;
  readonly warnings: readonly string[];
  readonly values: {
    readonly score: ScoreView;
    readonly nearest: ClusterView | null;
    readonly reset: ResetChipView;
    /** There is room for the reset's word beside a short asset. */
    readonly wide: boolean;
  } | null;
}

/** Letters of asset and message together that fit into a pill. */
const ROOM = 32;

/** Letters of asset and reset word that fit beside score and distance. */
const CHIP_ROOM = 12;

/** In Latin letters: those of Chinese, Japanese and Korean count twice, Cyrillic ones a quarter more. */
function breadth(text: string): number {
  const extra = (letters: RegExp) => text.match(letters)?.length ?? 0;
  return text.length + extra(/[\u2e80-\u9fff\uac00-\uffef]/g) + extra(/[\u0400-\u04ff]/g) / 4;
}

/** Null when nothing is to be drawn on this page. */
export function toPillView(state: OverlayState): PillView | null {
  const plain = (title: string, message: string, tone: PillView['tone'], dim = false): PillView => ({
    title,
    tone,
    message,
    dim,
    warnings: [],
    values: null,
  });
  if (state.link === 'orphan') return plain('Flushpoint', t('freshReload'), 'off');
  if (!state.update) return plain('Flushpoint', t('readingPage'), 'waiting');
  const { view, warnings } = state.update;
  switch (view.kind) {
    case 'dormant':
    case 'hidden':
      return null;
    case 'paused':
      return plain('Flushpoint', t('paused'), 'off', true);
    case 'switched-off':
      return plain(view.label, t('switchedOff'), 'off', true);
    case 'unsupported':
      return plain(view.venueName, t('unsupported'), 'off');
    case 'no-permission':
      return plain(view.venueName, t('needsPermission'), 'off');
    case 'waiting':
      return plain(view.label, t('firstAnswer'), 'waiting');
    case 'reading': {
      const { reading, freshness, venueName } = view;
      const fresh = toFreshnessView(freshness, venueName, state.now, {
        status: state.link,
        since: state.linkSince,
      });
      const { asset } = reading.instrument;
      if (fresh.greyed)
        return plain(asset, asset.length + fresh.since.length <= ROOM ? fresh.since : fresh.word, fresh.tone);
      const score = toScoreView(reading);
      const reset = toResetChipView(reading);
      const { nearest, missing } = toClustersView(reading);
      if (score.score === null && !nearest) return plain(asset, missing || score.word, fresh.tone);
      return {
        title: asset,
        tone: fresh.tone,
        message: '',
        dim: false,
        warnings: warnings.map(warningText),
        values: {
          score,
          nearest,
          reset,
          wide:
            warnings.length === 0 && asset.length <= 4 && asset.length + breadth(reset.short) <= CHIP_ROOM,
        },
      };
    }
  }
}
