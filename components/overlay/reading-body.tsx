import { useState } from 'preact/hooks';
import type { Reading } from '../../core/domain/reading.ts';
import type { Ms } from '../../core/domain/time.ts';
import type { Appearance } from '../../core/settings/settings.ts';
import { toCascadeView } from '../views/cascade-view.ts';
import { toClustersView } from '../views/clusters-view.ts';
import { toCrowdingView } from '../views/crowding-view.ts';
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
  const toggle = (part: Part) => () => setChosen({ ...chosen, [part]: !open[part] });
  return (
    <>
      <div class={greyed ? 'body greyed' : 'body'}>
        <CrowdingSection
          view={toCrowdingView(reading, now)}
          compact={compact}
          open={open.crowding}
          onToggle={toggle('crowding')}
        />
        <ClustersSection
          view={toClustersView(reading, now)}
          ladder={open.clusters ? toLadderView(reading, appearance.ladderRange) : null}
          cascade={toCascadeView(reading, now)}
          open={open.clusters}
          onToggle={toggle('clusters')}
        />
        <ResetSection view={reset} open={open.reset} onToggle={toggle('reset')} />
        <Strip view={toStripView(reading, now)} />
      </div>
      <Footer view={toFooterView(reading)} />
    </>
  );
}
