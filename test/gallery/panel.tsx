import { Panel } from '../../components/sidepanel/panel.tsx';
import type { LookState } from '../../core/stores/look-store.ts';
import type { PageStore } from '../../core/stores/page-store.ts';
import { NOW } from '../fixtures/readings.ts';
import { LOST_FOR, type PanelScene } from './panel-scenes.ts';

/** The side panel in one state, on a store that never changes. */
export function ScenePanel({ scene, page }: { scene: PanelScene; page: PageStore }) {
  const state: LookState = {
    follow: { type: 'look:follow', request: 1, tab: 1, key: null, fallback: null },
    view: scene.view,
    key: scene.view?.kind === 'reading' ? 'binance-usdm:BTCUSDT' : null,
    look: scene.look ?? { series: {}, grid: null, heat: [], venues: [], scorecard: null },
    link: { status: scene.link ?? 'up', since: NOW - LOST_FOR },
    now: NOW,
  };
  return (
    <Panel
      page={page}
      look={{ getState: () => state, subscribe: () => () => {} }}
      actions={{
        pick() {},
        openOptions() {},
        copyPicture: async () => true,
        copyText: async () => true,
      }}
    />
  );
}
