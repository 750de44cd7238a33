import { memo } from '../memo.ts';
import type { PillView } from '../views/pill-view.ts';
import { t } from '../words/t.ts';

export interface PillProps {
  readonly view: PillView;
  readonly onExpand: () => void;
}

/** The overlay at rest: each question answered in one word or number. */
export const Pill = memo(({ view, onExpand }: PillProps) => (
  <button
    type="button"
    class={view.dim ? 'pill dim' : 'pill'}
    data-drag="true"
    aria-expanded="false"
    title={view.warnings.join('\n') || t('pillHint')}
    onClick={onExpand}
  >
    <span class="dot" data-tone={view.tone} />
    <b class="pill-asset">{view.title}</b>
    {view.warnings.length > 0 && <span class="pill-warning">!</span>}
    {view.values === null ? (
      <span class="pill-message">{view.message}</span>
    ) : (
      <>
        <span class={`pill-score ${view.values.score.tone}`}>
          {view.values.score.arrow} {view.values.score.text}
        </span>
        {view.values.nearest && (
          <span class="pill-cluster">
            <span class={view.values.nearest.side}>{view.values.nearest.arrow}</span>{' '}
            {view.values.nearest.distance}
          </span>
        )}
        <span class={`pill-reset ${view.values.reset.tone}`}>
          {view.values.reset.glyph}
          {view.values.wide && view.values.reset.short !== '' && ` ${view.values.reset.short}`}
        </span>
        <span class="spoken">{spokenPart(view)}</span>
      </>
    )}
  </button>
));

/** What signs alone say to the eye. */
function spokenPart({ values, warnings }: PillView): string {
  if (!values) return '';
  const { score, nearest, reset } = values;
  return [
    score.word,
    ...(nearest ? [t('nearestCluster', nearest.distance)] : []),
    reset.word,
    ...warnings,
  ].join(', ');
}
