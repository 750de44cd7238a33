import { Progress } from '../charts/progress.tsx';
import { Stepper } from '../charts/stepper.tsx';
import { memo } from '../memo.ts';
import type { ResetView } from '../views/reset-view.ts';
import { t } from '../words/t.ts';
import { SectionHead } from './section.tsx';

export interface ResetSectionProps {
  readonly view: ResetView;
  readonly open: boolean;
  readonly onToggle: (open: boolean) => void;
}

/** Question three: has the market reset, or is it reloading? */
export const ResetSection = memo(({ view, open, onToggle }: ResetSectionProps) => {
  const { chip } = view;
  return (
    <section class="section" data-id="reset">
      <SectionHead
        title={
          <span class={chip.tone} title={chip.title} data-id="reset-state" data-state={chip.state ?? ''}>
            {chip.glyph} {chip.word}
          </span>
        }
        aside={view.timing}
        open={open}
        onToggle={onToggle}
      />
      {view.missing !== '' && <p class="label reason">{view.missing}</p>}
      {open && <Evidence view={view} />}
    </section>
  );
});

function Evidence({ view }: { view: ResetView }) {
  const { chip, rebuild, invalidation } = view;
  return (
    <>
      {chip.state !== null && <Stepper steps={view.steps} tone={chip.tone} />}
      {rebuild && (
        <>
          <p class="row rebuild">
            <span class="label" data-id="flush-drop">
              {rebuild.drop}
            </span>
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
      {view.checklist.length > 0 && (
        <ul class="checklist">
          {view.checklist.map(({ id, glyph, verdict, tone, label, value, title }) => (
            <li key={id} title={title}>
              <span class={tone} role="img" aria-label={verdict}>
                {glyph}
              </span>
              <span class="keep">{label}</span>
              <span class="check-value">{value}</span>
            </li>
          ))}
        </ul>
      )}
      {invalidation && (
        <p class={invalidation.met ? 'invalidation met' : 'invalidation'}>{invalidation.text}</p>
      )}
    </>
  );
}
