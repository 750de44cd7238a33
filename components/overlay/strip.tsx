import { Sparkline } from '../charts/sparkline.tsx';
import { memo } from '../memo.ts';
import type { StripView } from '../views/strip-view.ts';
import { t } from '../words/t.ts';

/** The raw figures everybody looks for, side by side. */
export const Strip = memo(({ view }: { view: StripView }) => (
  <section class="strip" data-id="strip">
    <div>
      <h3 class="label">{view.fundingLabel}</h3>
      <p class="figure" title={view.rate.about} data-id="funding-rate">
        {view.rate.text}
      </p>
      <p class={`label ${view.terms.tone}`} title={view.terms.title}>
        {view.terms.text || '–'}
      </p>
      <p class="label" title={t('nextFunding')}>
        {view.countdown || null}
      </p>
    </div>
    <div>
      <h3 class="label">{t('openInterest')}</h3>
      <p class="figure" title={view.openInterest.about} data-id="open-interest">
        {view.openInterest.text}
      </p>
      <p class="label" title={view.change1h.about}>
        {view.change1h.text}
      </p>
      <p class="label" title={view.change24h.about}>
        {view.change24h.text}
      </p>
    </div>
    <div>
      <h3 class="label">
        <span class="key-oi">{t('sparkOpenInterest')}</span> ·{' '}
        <span class="key-price">{t('sparkPrice')}</span> {t('spark24h')}
      </h3>
      {view.spark.openInterest || view.spark.price ? (
        <Sparkline {...view.spark} label={view.sparkAbout} />
      ) : (
        <p class="label">{t('sparkMissing')}</p>
      )}
    </div>
  </section>
));
