import type { ComponentChildren } from 'preact';
import type { Ms } from '../../core/domain/time.ts';
import type { Warning } from '../../core/domain/warning.ts';
import type { PageState } from '../../core/messages/protocol.ts';
import { Gauge } from '../charts/gauge.tsx';
import { toClustersView } from '../views/clusters-view.ts';
import { toScoreView } from '../views/crowding-view.ts';
import { toFreshnessView } from '../views/freshness-view.ts';
import { toResetView } from '../views/reset-view.ts';
import { warningText } from '../views/warning-view.ts';
import { t } from '../words/t.ts';
import type { PopupActions } from './actions.ts';
import { WarningMark } from './warning-mark.tsx';

export interface TabBlockProps {
  readonly tab: PageState['activeTab'];
  readonly watched: boolean;
  /** Of this pair, when it is watched. */
  readonly warnings: readonly Warning[];
  readonly now: Ms;
  readonly actions: PopupActions;
}

/** The pair of the tab the user is looking at. */
export function TabBlock(props: TabBlockProps) {
  const { tab, actions } = props;
  const view = tab?.view;
  switch (view?.kind) {
    case 'reading':
      return <TabReading {...props} tab={tab!} />;
    case 'hidden':
      return (
        <Note text={t('hiddenOn', tab!.host)}>
          <button type="button" class="quiet-button" onClick={() => actions.showHost(tab!.host)}>
            {t('showAgain')}
          </button>
        </Note>
      );
    case 'waiting':
      return <Note text={t('waitingFor', view.label, view.venueName)} />;
    case 'unsupported':
      return <Note text={t('unsupportedText', view.read, view.venueName)} />;
    case 'no-permission':
      return (
        <Note text={t('needsPermissionText', view.host)}>
          <button type="button" class="quiet-button" onClick={actions.openOptions}>
            {t('allowInOptions')}
          </button>
        </Note>
      );
    case 'switched-off':
      return (
        <Note text={t('switchedOffHere', view.label)}>
          {tab?.key && (
            <button type="button" class="quiet-button" onClick={() => actions.toggle(tab.key ?? '', true)}>
              {t('switchOn')}
            </button>
          )}
        </Note>
      );
    case 'paused':
      return (
        <Note text={t('pausedPopup')}>
          <button type="button" class="quiet-button" onClick={() => actions.pause(false)}>
            {t('resumeAll')}
          </button>
        </Note>
      );
    default:
      return <Note text={t('noTradingPage')} />;
  }
}

function Note({ text, children }: { text: string; children?: ComponentChildren }) {
  return (
    <section class="tab tab-note">
      <p class="label">{text}</p>
      {children}
    </section>
  );
}

function TabReading({
  tab,
  watched,
  warnings,
  now,
  actions,
}: TabBlockProps & { tab: NonNullable<PageState['activeTab']> }) {
  if (tab.view.kind !== 'reading') return null;
  const { reading, freshness, venueName, fromSpot } = tab.view;
  const score = toScoreView(reading);
  const fresh = toFreshnessView(freshness, venueName, now);
  const clusters = toClustersView(reading);
  const reset = toResetView(reading, now);
  return (
    <section class={fresh.greyed ? 'tab greyed' : 'tab'} data-id="this-tab">
      <p class="row">
        <b class="tab-asset">{reading.instrument.asset}</b>
        <span class="label keep">{fromSpot ? t('venueFromSpot', venueName) : venueName}</span>
        <span class="freshness push label keep" title={fresh.title}>
          <span class="dot" data-tone={fresh.tone} />
          {fresh.since || fresh.word}
        </span>
      </p>
      <p class="row score-row" title={score.about}>
        <span class={`section-title ${score.tone}`}>
          {score.arrow} {score.word}
        </span>
        <span class={`score push ${score.tone}`}>{score.text}</span>
      </p>
      <Gauge
        score={score.score}
        tone={score.tone}
        shortsLabel={t('gaugeShorts')}
        longsLabel={t('gaugeLongs')}
      />
      <p class="row">
        <span class="label keep" title={clusters.about}>
          {t('clusters')}
        </span>
        {[clusters.nearestLong, clusters.nearestShort].map(
          (cluster) =>
            cluster && (
              <span key={cluster.side} class="keep" title={cluster.title}>
                <span class={cluster.side}>{cluster.arrow}</span> {cluster.distance}
              </span>
            ),
        )}
        {!clusters.nearest && <span class="label">{clusters.missing || t('noClusters')}</span>}
        <span class={`push keep ${reset.chip.tone}`} title={`${reset.chip.title} ${reset.timing}`}>
          {reset.chip.glyph} {reset.chip.word}
        </span>
      </p>
      {!fresh.greyed && warnings.length > 0 && (
        <ul class="tab-warnings" data-id="warnings">
          {warnings.map((warning) => (
            <li key={warning.rule}>
              <WarningMark /> {warningText(warning)}
            </li>
          ))}
        </ul>
      )}
      {!watched && tab.key && (
        <button type="button" class="quiet-button" onClick={() => actions.add(tab.key ?? '')}>
          {t('watchThis', reading.instrument.asset)}
        </button>
      )}
    </section>
  );
}
