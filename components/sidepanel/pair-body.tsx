import type { Ms } from '../../core/domain/time.ts';
import type { OverlayView } from '../../core/messages/protocol.ts';
import type { HeldLook } from '../../core/stores/look-store.ts';
import { marketNow } from '../format/age.ts';
import type { PanelActions } from './actions.ts';
import { CascadeSection } from './cascade-section.tsx';
import { ChartSection } from './chart-section.tsx';
import { CrowdingTable } from './crowding-table.tsx';
import { EvidenceSection } from './evidence-section.tsx';
import { ScorecardSection } from './scorecard-section.tsx';
import { Summary } from './summary.tsx';
import { TimelineSection } from './timeline-section.tsx';
import { toTimelineView } from './timeline-view.ts';
import { VenueSection } from './venue-section.tsx';
import { toVenueRows } from './venue-view.ts';

export interface PairBodyProps {
  readonly view: Extract<OverlayView, { kind: 'reading' }>;
  readonly look: HeldLook;
  readonly now: Ms;
  readonly rising: 'green' | 'red';
  readonly skin: string;
  readonly actions: PanelActions;
}

export function PairBody({ view, look, now, rising, skin, actions }: PairBodyProps) {
  const { reading, venueName } = view;
  return (
    <>
      <Summary reading={reading} now={now} />
      <ChartSection
        look={look}
        reading={reading}
        venueName={venueName}
        rising={rising}
        skin={skin}
        actions={actions}
      />
      <TimelineSection view={toTimelineView(reading, look, marketNow(reading, now))} />
      <EvidenceSection reading={reading} now={now} />
      <CrowdingTable reading={reading} now={now} />
      <CascadeSection reading={reading} />
      <VenueSection rows={toVenueRows(look.venues, reading, now)} />
      <ScorecardSection card={look.scorecard} />
    </>
  );
}
