import type { Ms } from '../../core/domain/time.ts';
import type { Grantable, VenueStatus } from '../../core/messages/protocol.ts';
import { Switch } from '../controls/switch.tsx';
import { VenuePermission } from '../controls/venue-permission.tsx';
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
  readonly chartSites: readonly Grantable[];
  readonly onAllow: (venue: Grantable) => unknown;
  readonly onTakeBack: (venue: Grantable) => unknown;
}

/** Every venue: those of the install, then those the user may allow. */
export function SourcesSection(props: SourcesSectionProps) {
  const { sources, chartSites, onAllow, onTakeBack } = props;
  const optional = sources.filter(({ isOptional }) => isOptional);
  return (
    <>
      <SourceList {...props} sources={sources.filter(({ isOptional }) => !isOptional)} />
      {optional.length > 0 && (
        <>
          <h3 class="sources-more">{t('sourcesOptional')}</h3>
          <p class="label">{t('sourcesOptionalText')}</p>
          <SourceList {...props} sources={optional} />
        </>
      )}
      {chartSites.length > 0 && (
        <>
          <h3 class="sources-more">{t('chartSites')}</h3>
          <p class="label">{t('chartSitesText')}</p>
          <ul class="sources">
            {chartSites.map((site) => (
              <li key={site.venue} class="source" data-venue={site.venue}>
                <b>{site.name}</b>
                <p class="label">{t(site.permission === 'granted' ? 'chartSiteOn' : 'chartSiteOff')}</p>
                <div class="source-controls">
                  <VenuePermission venue={site} onAllow={onAllow} onTakeBack={onTakeBack} />
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function SourceList({
  sources,
  disabled,
  now,
  onToggle,
  onAllow,
  onTakeBack,
}: Omit<SourcesSectionProps, 'chartSites'>) {
  return (
    <ul class="sources">
      {sources.map((source) => {
        const { venue, name, detail } = source;
        const on = !disabled.includes(venue);
        const offered = source.isOptional && source.permission === 'missing';
        return (
          <li key={venue} class="source" data-venue={venue} data-status={on ? source.status : 'off'}>
            <b>{name}</b>
            {offered ? (
              <p class="label">{t('sourceNotAllowed')}</p>
            ) : (
              <div class={on ? '' : 'greyed'} title={clauseText(detail)}>
                <p class="row">
                  <span class="dot" data-tone={on ? toneOf(source) : 'off'} />
                  {on ? statusText(source) : t('sourceOff')}
                </p>
                <p class="label">{figuresOf(source, now)}</p>
              </div>
            )}
            <div class="source-controls">
              {on && <VenuePermission venue={source} onAllow={onAllow} onTakeBack={onTakeBack} />}
              {!offered && (
                <Switch on={on} label={t('useSource', name)} onToggle={(next) => onToggle(venue, next)} />
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** When it last answered, and how much of its published limit is ours. */
function figuresOf({ lastGoodTime, usedShare }: VenueStatus, now: Ms): string {
  const last = lastGoodTime === null ? t('noAnswerYet') : t('lastAnswer', formatDuration(now - lastGoodTime));
  return `${last} · ${t('usedShare', formatPercent(usedShare, usedShare < 0.1 ? 2 : 0))}`;
}

function toneOf({ status, permission }: VenueStatus): string {
  if (permission === 'missing') return 'stale';
  if (status === 'live') return 'live';
  return status === 'waiting' || status === 'not-listed' ? 'aged' : 'stale';
}
