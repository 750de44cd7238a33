import type { Reading } from '../../core/domain/reading.ts';
import type { Ms } from '../../core/domain/time.ts';
import { Progress } from '../charts/progress.tsx';
import { Stepper } from '../charts/stepper.tsx';
import { toResetView } from '../views/reset-view.ts';
import { t } from '../words/t.ts';
import { Section } from './section.tsx';

/** Why the reset state is what it is, and what would end it. */
export function EvidenceSection({ reading, now }: { reading: Reading; now: Ms }) {
  const view = toResetView(reading, now);
  const { chip, rebuild, checklist, invalidation } = view;
  return (
    <Section
      id="evidence"
      title={
        <span class={chip.tone} data-id="reset-state" data-state={chip.state ?? ''}>
          {chip.glyph} {chip.word}
        </span>
      }
      aside={view.timing}
    >
      <p class="label">{view.missing || chip.title}</p>
      {chip.state !== null && <Stepper steps={view.steps} tone={chip.tone} />}
      {rebuild && (
        <>
          <p class="row rebuild">
            <span class="label">{rebuild.drop}</span>
            {rebuild.rebuilt !== '' && (
              <span class="push label">
                <b class={rebuild.over ? 'warn' : ''}>{rebuild.rebuilt}</b> {t('rebuilt')}
              </span>
            )}
          </p>
          <Progress
            share={rebuild.share}
            limit={rebuild.limit}
            tone={rebuild.over ? 'warn' : 'accent'}
            label={t('rebuiltTitle', rebuild.rebuilt || '–')}
          />
        </>
      )}
      {checklist.length > 0 ? (
        <ul class="evidence">
          {checklist.map(({ id, glyph, verdict, tone, label, title }) => (
            <li key={id}>
              <span class={tone} role="img" aria-label={verdict}>
                {glyph}
              </span>
              <span>{label}</span>
              <span class="label">{title}</span>
            </li>
          ))}
        </ul>
      ) : (
        chip.state !== null && <p class="label">{t('noEvidence')}</p>
      )}
      {invalidation && (
        <p class={invalidation.met ? 'invalidation met' : 'invalidation'}>{invalidation.text}</p>
      )}
    </Section>
  );
}
