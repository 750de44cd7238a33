import { memo } from '../memo.ts';
import type { FooterView } from '../views/footer-view.ts';
import { t } from '../words/t.ts';

/** One line while all is well; a second one for what is not. */
export const Footer = memo(({ view }: { view: FooterView }) => {
  const { grade, gradeTitle, reason, sources, degraded, degradedTitle } = view;
  const crowded = Boolean(reason || degraded);
  const health = (
    <>
      <span class="keep">{sources}</span>
      {degraded !== '' && (
        <span class="warn keep" title={degradedTitle}>
          {degraded}
        </span>
      )}
      <span class="push keep" title={t('notAdvice')}>
        {degraded ? t('estimates') : t('notAdvice')}
      </span>
    </>
  );
  return (
    <footer class="footer">
      <p class="row">
        <span class="footer-grade keep" title={gradeTitle} data-id="grade">
          {grade}
        </span>
        {crowded ? <span>{reason}</span> : health}
      </p>
      {crowded && <p class="row">{health}</p>}
    </footer>
  );
});
