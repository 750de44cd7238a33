import { isKnown } from '../../core/domain/measured.ts';
import type { Reading } from '../../core/domain/reading.ts';
import type { Ms } from '../../core/domain/time.ts';
import { Gauge } from '../charts/gauge.tsx';
import { Progress } from '../charts/progress.tsx';
import { formatPrice, formatSignedPercent } from '../format/number.ts';
import { toClustersView } from '../views/clusters-view.ts';
import { toCrowdingView } from '../views/crowding-view.ts';
import { toFooterView } from '../views/footer-view.ts';
import { toMeasureView } from '../views/measure-view.ts';
import { toResetView } from '../views/reset-view.ts';
import { t } from '../words/t.ts';

/** The three answers in one glance, as on the overlay. */
export function Summary({ reading, now }: { reading: Reading; now: Ms }) {
  const crowding = toCrowdingView(reading);
  const clusters = toClustersView(reading);
  const reset = toResetView(reading, now);
  const footer = toFooterView(reading);
  const { score, risk, warmUp } = crowding;
  const price = toMeasureView(reading.price.markPrice, reading, (value) => formatPrice(value));
  const change = toMeasureView(reading.openInterest.change24h, reading, (value) =>
    formatSignedPercent(value),
  );
  return (
    <section class="panel-section" aria-label={t('summary')}>
      <p class="row summary-row">
        <b class="summary-price" title={price.about} data-id="mark-price">
          {price.text}
        </b>
        <span class="label">{isKnown(reading.price.markPrice) ? reading.instrument.quote : price.about}</span>
        <span class="push label keep" title={change.about}>
          {t('openInterestDay', change.text)}
        </span>
      </p>
      <p class="row score-row" title={score.about}>
        <span class={`section-title ${score.tone}`}>
          {score.arrow} {score.word}
        </span>
        <span class={`score push ${score.tone}`} data-id="score">
          {score.text}
        </span>
      </p>
      <Gauge
        score={score.score}
        tone={score.tone}
        shortsLabel={t('gaugeShorts')}
        longsLabel={t('gaugeLongs')}
        middleLabel={crowding.coverage}
      />
      {crowding.missing !== '' && <p class="label">{crowding.missing}</p>}
      {warmUp && (
        <div class="warm-up">
          <Progress share={warmUp.share} label={warmUp.text} />
          <span class="label keep">{warmUp.text}</span>
        </div>
      )}
      <ul class="summary-list">
        {risk && (
          <li title={risk.about}>
            <span class="label">{t('flushRisk')}</span> <b>{risk.probability}</b>{' '}
            {risk.usual !== '' && <span class="label">{t('flushRiskUsual', risk.usual)}</span>}
          </li>
        )}
        <li>
          <span class="label">{t('clusters')}</span>{' '}
          {[clusters.nearestLong, clusters.nearestShort].map(
            (cluster) =>
              cluster && (
                <span key={cluster.side} class="keep" title={cluster.title}>
                  <span class={cluster.side}>{cluster.arrow}</span> <b>{cluster.distance}</b>{' '}
                </span>
              ),
          )}
          {!clusters.nearest && <span class="label">{clusters.missing || t('noClusters')}</span>}
        </li>
        <li title={reset.chip.title}>
          <span class="label">{t('columnReset')}</span>{' '}
          <b class={reset.chip.tone}>
            {reset.chip.glyph} {reset.chip.word}
          </b>{' '}
          <span class="label">{reset.timing}</span>
        </li>
        <li title={footer.gradeTitle}>
          <span class="label">
            {footer.grade} · {footer.sources}
          </span>{' '}
          {footer.degraded !== '' && (
            <span class="warn" title={footer.degradedTitle}>
              {footer.degraded}
            </span>
          )}
        </li>
      </ul>
    </section>
  );
}
