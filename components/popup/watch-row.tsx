import type { Ms } from '../../core/domain/time.ts';
import type { WatchRow } from '../../core/messages/protocol.ts';
import { MiniGauge } from '../charts/mini-gauge.tsx';
import { IconButton } from '../controls/icon-button.tsx';
import { Switch } from '../controls/switch.tsx';
import { formatClockMinute, formatDuration } from '../format/time.ts';
import { toClustersView } from '../views/clusters-view.ts';
import { toScoreView } from '../views/crowding-view.ts';
import { toFreshnessView } from '../views/freshness-view.ts';
import { toResetChipView } from '../views/reset-view.ts';
import { warningText } from '../views/warning-view.ts';
import { t } from '../words/t.ts';
import type { PopupActions } from './actions.ts';
import { WarningMark } from './warning-mark.tsx';

export interface WatchRowItemProps {
  readonly row: WatchRow;
  readonly paused: boolean;
  readonly now: Ms;
  readonly actions: PopupActions;
}

export function WatchRowItem({ row, paused, now, actions }: WatchRowItemProps) {
  const { key, asset, venueName, enabled, mutedUntil, reading, freshness, warnings } = row;
  const fresh = freshness && toFreshnessView(freshness, venueName, now);
  const grey = paused || !enabled || fresh?.greyed;
  const muted = mutedUntil > now;
  return (
    <li class="watch" data-key={key}>
      <div class={grey ? 'watch-reading greyed' : 'watch-reading'}>
        <button
          type="button"
          class="watch-name"
          title={t('openPair', asset)}
          onClick={() => actions.openPair(key)}
        >
          <span class="watch-asset">
            <b>{asset}</b>
            {!grey && warnings.length > 0 && (
              <span title={warnings.map(warningText).join('\n')}>
                <WarningMark />
                <span class="spoken">{warnings.map(warningText).join(', ')}</span>
              </span>
            )}
          </span>
          <span class="label">
            {fresh?.tone === 'aged'
              ? t('venueAndAge', venueName, formatDuration(now - (freshness?.asOf ?? now)))
              : venueName}
          </span>
        </button>
        {reading ? <Figures row={row} now={now} /> : <p class="label watch-figures">{t('noFiguresYet')}</p>}
      </div>
      <div class="watch-controls">
        <IconButton icon="close" label={t('removeSymbol', asset)} onPress={() => actions.remove(key)} />
        <IconButton
          icon={muted ? 'bell-off' : 'bell'}
          label={muted ? t('mutedUntil', formatClockMinute(mutedUntil)) : t('muteHour')}
          pressed={muted}
          onPress={() => actions.mute(key, muted ? 0 : 60)}
        />
        <Switch
          on={enabled}
          label={t('overlayAndAlerts', asset)}
          onToggle={(next) => actions.toggle(key, next)}
        />
      </div>
    </li>
  );
}

function Figures({ row, now }: { row: WatchRow; now: Ms }) {
  const { reading, freshness, venueName } = row;
  if (!reading) return null;
  const score = toScoreView(reading);
  const { nearest, missing } = toClustersView(reading);
  const reset = toResetChipView(reading);
  const fresh = freshness && toFreshnessView(freshness, venueName, now);
  return (
    <div class="watch-figures">
      <p class="row" title={`${score.word} · ${score.about}`}>
        <MiniGauge score={score.score} tone={score.tone} width={88} />
        <b class={score.tone}>{score.text}</b>
      </p>
      <p class="row label">
        {fresh?.greyed ? (
          <span class="keep">{fresh.since}</span>
        ) : (
          <>
            <span class="keep watch-cluster" title={nearest?.title ?? missing}>
              {nearest ? `${nearest.arrow} ${nearest.distance}` : '–'}
            </span>
            <span class={`keep ${reset.tone}`} title={reset.title}>
              {reset.glyph} {reset.word}
            </span>
          </>
        )}
      </p>
    </div>
  );
}
