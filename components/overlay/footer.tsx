import { memo } from '../memo.ts';
import type { FooterView } from '../views/footer-view.ts';
import { t } from '../words/t.ts';

export const Footer = memo(({ view }: { view: FooterView }) => (
  <footer class="footer">
    <p class="row">
      <span class="footer-grade" title={view.gradeTitle} data-id="grade">
        {view.grade}
      </span>
    </p>
    <p class="row">
      <span class="keep">{view.sources}</span>
      {view.degraded && (
        <span class="warn footer-degraded" title={view.degradedTitle}>
          {view.degraded}
        </span>
      )}
      <span class="push keep">{t('notAdvice')}</span>
    </p>
  </footer>
));
