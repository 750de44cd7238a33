import { useMemo, useState } from 'preact/hooks';
import type { Reading } from '../../core/domain/reading.ts';
import type { Ms } from '../../core/domain/time.ts';
import type { Appearance } from '../../core/settings/settings.ts';
import { toCascadeView } from '../views/cascade-view.ts';
import { toClustersView } from '../views/clusters-view.ts';
import { toCrowdingView, toPartViews } from '../views/crowding-view.ts';
import { toFooterView } from '../views/footer-view.ts';
import { toLadderView } from '../views/ladder-view.ts';
import { toResetView } from '../views/reset-view.ts';
import { toStripView } from '../views/strip-view.ts';
import { ClustersSection } from './clusters-section.tsx';
import { CrowdingSection } from './crowding-section.tsx';
import { Footer } from './footer.tsx';
import { ResetSection } from './reset-section.tsx';
import { Strip } from './strip.tsx';

export interface ReadingBodyProps {
  readonly reading: Reading;
  readonly appearance: Appearance;
  readonly now: Ms;
  readonly greyed: boolean;
}

type Part = 'crowding' | 'clusters' | 'reset';

/** The three questions in their fixed order, then the raw figures. */
export function ReadingBody({ reading, appearance, now, greyed }: ReadingBodyProps) {
  const [chosen, setChosen] = useState<Partial<Record<Part, boolean>>>({});
  const compact = appearance.density === 'compact';
  const reset = toResetView(reading, now);
  // After a flush the reset verdict is what matters; the ladder steps back to its one line.
  const usual: Record<Part, boolean> = {
    crowding: false,
    clusters: !compact && !reset.active,
    reset: !compact,
  };
  const open = { ...usual, ...chosen };
  // The same functions each time, so that memoised parts stay as they are.
  const choose = useMemo(() => {
    const setter = (part: Part) => (next: boolean) => setChosen((before) => ({ ...before, [part]: next }));
    return { crowding: setter('crowding'), clusters: setter('clusters'), reset: setter('reset') };
  }, []);
  const { ladderRange } = appearance;
  const crowding = useMemo(() => toCrowdingView(reading), [reading]);
  const clusters = useMemo(() => toClustersView(reading), [reading]);
  const cascade = useMemo(() => toCascadeView(reading), [reading]);
  const footer = useMemo(() => toFooterView(reading), [reading]);
  const ladder = useMemo(
    () => (open.clusters ? toLadderView(reading, ladderRange) : null),
    [reading, ladderRange, open.clusters],
  );
  return (
    <>
      <div class={greyed ? 'body greyed' : 'body'}>
        <CrowdingSection
          view={crowding}
          parts={open.crowding ? toPartViews(reading, now) : null}
          compact={compact}
          onToggle={choose.crowding}
        />
        <ClustersSection
          view={clusters}
          ladder={ladder}
          cascade={cascade}
          open={open.clusters}
          onToggle={choose.clusters}
        />
        <ResetSection view={reset} open={open.reset} onToggle={choose.reset} />
        <Strip view={toStripView(reading, now)} />
      </div>
      <Footer view={footer} />
    </>
  );
}
