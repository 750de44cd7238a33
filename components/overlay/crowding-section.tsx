import { Gauge } from '../charts/gauge.tsx';
import { Progress } from '../charts/progress.tsx';
import { memo } from '../memo.ts';
import type { CrowdingView, PartView } from '../views/crowding-view.ts';
import { t } from '../words/t.ts';
import { SectionHead } from './section.tsx';

export interface CrowdingSectionProps {
  readonly view: CrowdingView;
  /** Null while the table is folded. */
  readonly parts: readonly PartView[] | null;
  readonly compact: boolean;
  readonly onToggle: (open: boolean) => void;
}

/** Question one: is one side crowded? */
export const CrowdingSection = memo(({ view, parts, compact, onToggle }: CrowdingSectionProps) => {
  const { score, risk, warmUp } = view;
  return (
    <section class="section" data-id="crowding">
      <SectionHead
        title={
          <span class={score.tone} title={score.about}>
            {score.arrow} {score.word}
          </span>
        }
        aside={
          <span class={`score ${score.tone}`} title={score.about} data-id="score">
            {score.text}
          </span>
        }
        open={parts !== null}
        onToggle={onToggle}
      />
      <Gauge
        score={score.score}
        tone={score.tone}
        shortsLabel={t('gaugeShorts')}
        longsLabel={t('gaugeLongs')}
        middleLabel={view.coverage}
      />
      {view.missing !== '' && <p class="label reason">{view.missing}</p>}
      {warmUp && (
        <div class="warm-up">
          <Progress share={warmUp.share} label={warmUp.text} />
          <span class="label keep">{warmUp.text}</span>
        </div>
      )}
      {!compact && !parts && view.leaders.length > 0 && (
        <ul class="chips" aria-label={t('leadersLabel')}>
          {view.leaders.map(({ name, points }) => (
            <li key={name} class="chip">
              {name} <b>{points}</b>
            </li>
          ))}
        </ul>
      )}
      {parts && <PartsTable parts={parts} />}
      {risk && (
        <p class="row risk" title={risk.about} data-id="flush-risk">
          <span class="label">{t('flushRisk')}</span>
          <b>{risk.probability}</b>
          {risk.usual !== '' && <span class="label">{t('flushRiskUsual', risk.usual)}</span>}
          {risk.shocked !== '' && (
            <span class="push keep">
              <span class="label">{t('flushRiskShocked')}</span> <b>{risk.shocked}</b>
            </span>
          )}
        </p>
      )}
      {view.intoLevel !== '' && <p class="label warn">{view.intoLevel}</p>}
    </section>
  );
});

function PartsTable({ parts }: { parts: readonly PartView[] }) {
  return (
    <table class="parts fade">
      <thead>
        <tr>
          <th scope="col">{t('columnPart')}</th>
          <th scope="col">{t('columnValue')}</th>
          <th scope="col">{t('columnPercentile')}</th>
          <th scope="col">{t('columnPoints')}</th>
        </tr>
      </thead>
      {parts.map((part) => (
        <tbody key={part.part}>
          <tr title={part.help}>
            <th scope="row">{part.name}</th>
            <td>{part.value}</td>
            <td>{part.percentile}</td>
            <td>
              <b>{part.points}</b>
            </td>
          </tr>
          <tr>
            <td colSpan={4} class="about">
              {part.about}
            </td>
          </tr>
        </tbody>
      ))}
    </table>
  );
}
