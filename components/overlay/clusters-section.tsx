import { Ladder } from '../charts/ladder.tsx';
import { memo } from '../memo.ts';
import type { CascadeView } from '../views/cascade-view.ts';
import type { ClustersView } from '../views/clusters-view.ts';
import type { LadderView } from '../views/ladder-view.ts';
import { t } from '../words/t.ts';
import { SectionHead } from './section.tsx';

export interface ClustersSectionProps {
  readonly view: ClustersView;
  readonly ladder: LadderView | null;
  readonly cascade: CascadeView;
  readonly open: boolean;
  readonly onToggle: (open: boolean) => void;
}

/** Question two: where would forced selling or buying start? */
export const ClustersSection = memo(({ view, ladder, cascade, open, onToggle }: ClustersSectionProps) => {
  const { nearestLong, nearestShort } = view;
  const sides = [nearestLong, nearestShort].filter((cluster) => cluster !== null);
  const touches = sides.filter(({ touch }) => touch);
  return (
    <section class="section" data-id="clusters">
      <SectionHead
        title={t('clusters')}
        open={open}
        onToggle={onToggle}
        aside={
          open && touches.length > 0 ? (
            <>
              {t('touchIn4h')}
              {touches.map(({ side, arrow, touch, title }) => (
                <span key={side} class="side-figure" title={title}>
                  <span class={side}>{arrow}</span> <b class="aside-value">{touch}</b>
                </span>
              ))}
            </>
          ) : (
            sides.map(({ side, arrow, distance, title }) => (
              <span key={side} class="side-figure" title={title}>
                <span class={side}>{arrow}</span> <b class="aside-value">{distance}</b>
              </span>
            ))
          )
        }
      />
      {view.missing !== '' && <p class="label reason">{view.missing}</p>}
      {open && ladder && (
        <>
          <Ladder view={ladder} />
          <p class="row caption" title={view.about}>
            <span>{t('massCaption')}</span>
            {(ladder.seen || ladder.beyond) && <span class="push">{t('depthCaption')}</span>}
          </p>
        </>
      )}
      {open && cascade.rows.length > 0 && <CascadeTable view={cascade} />}
      {cascade.missing !== '' && view.missing === '' && (
        <p class="label reason">{t('cascadeMissing', cascade.missing)}</p>
      )}
    </section>
  );
});

function CascadeTable({ view }: { view: CascadeView }) {
  return (
    <table class="cascade" data-id="cascade">
      <thead>
        <tr>
          <th scope="col">{t('ifBreaks')}</th>
          {view.heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {view.rows.map(({ arrow, price, about, outcomes }) => (
          <tr key={arrow} title={about}>
            <th scope="row">
              {arrow} <b class="cascade-price">{price}</b>
            </th>
            {outcomes.map(({ text, tone, title }, index) => (
              <td key={index} class={tone} title={title}>
                {text}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
