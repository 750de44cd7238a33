import type { MapScorecard } from '../../core/domain/long-look.ts';
import { Progress } from '../charts/progress.tsx';
import { t } from '../words/t.ts';
import { toScorecardView } from './scorecard-view.ts';
import { Section } from './section.tsx';

/** How the map has fared on this pair, on this machine. */
export function ScorecardSection({ card }: { card: MapScorecard | null }) {
  const view = card && toScorecardView(card);
  return (
    <Section title={t('scoreTitle')} id="scorecard" aside={view?.count}>
      {view === null ? (
        <p class="label">{t('scoreWaiting')}</p>
      ) : view.shares === null ? (
        <>
          <p>{view.text}</p>
          <Progress share={view.progress} label={view.text} />
        </>
      ) : (
        <>
          <dl class="score-bars">
            <Bar name={t('scoreBands')} share={view.shares.hitShare} text={view.shares.hit} tone="accent" />
            <Bar
              name={t('scoreChance')}
              share={view.shares.chanceShare}
              text={view.shares.chance}
              tone="calm"
            />
          </dl>
          <p class={view.shares.verdict === 'above' ? 'ok' : 'label'}>{view.text}</p>
        </>
      )}
      <p class="caption">{t('scoreHelp')}</p>
    </Section>
  );
}

function Bar({ name, share, text, tone }: { name: string; share: number; text: string; tone: string }) {
  return (
    <div class="score-bar">
      <dt class="label">{name}</dt>
      <dd>
        <span class="score-track" aria-hidden="true">
          <span class={`score-fill ${tone}`} style={{ inlineSize: `${Math.round(share * 100)}%` }} />
        </span>
        <b>{text}</b>
      </dd>
    </div>
  );
}
