import type { Ms } from '../../core/domain/time.ts';
import type { VenueStatus } from '../../core/messages/protocol.ts';
import { Switch } from '../controls/switch.tsx';
import { formatPercent } from '../format/number.ts';
import { formatDuration } from '../format/time.ts';
import { statusText } from '../views/footer-view.ts';
import { clauseText } from '../words/clause-text.ts';
import { t } from '../words/t.ts';

export interface SourcesSectionProps {
  readonly sources: readonly VenueStatus[];
  readonly disabled: readonly string[];
  readonly now: Ms;
  readonly onToggle: (venue: string, on: boolean) => void;
  readonly onAllow: () => void;
}

export function SourcesSection({ sources, disabled, now, onToggle, onAllow }: SourcesSectionProps) {
  return (
    <ul class="sources">
      {sources.map((source) => {
        const { venue, name, lastGoodTime, usedShare, permission, detail } = source;
        const on = !disabled.includes(venue);
        return (
          <li key={venue} class={'source'} data-venue={venue}>
            <b>{name}</b>
            <div class={on ? '' : 'greyed'} title={clauseText(detail)}>
              <p class="row">
                <span class="dot" data-tone={on ? toneOf(source) : 'off'} />
                {on ? statusText(source) : t('sourceOff')}
              </p>
              <p class="label">
                {lastGoodTime === null
                  ? t('noAnswerYet')
                  : t('lastAnswer', formatDuration(now - lastGoodTime))}
                {' · '}
                {t('usedShare', formatPercent(usedShare, usedShare < 0.1 ? 2 : 0))}
              </p>
            </div>
            <div class="source-controls">
              {permission === 'missing' && on && (
                <button type="button" class="quiet-button" onClick={onAllow}>
                  {t('allow')}
                </button>
              )}
              <Switch on={on} label={t('useSource', name)} onToggle={(next) => onToggle(venue, next)} />
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function toneOf({ status, permission }: VenueStatus): string {
  if (permission === 'missing') return 'stale';
  if (status === 'live') return 'live';
  return status === 'waiting' || status === 'not-listed' ? 'aged' : 'stale';
}
