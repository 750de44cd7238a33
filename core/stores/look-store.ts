import { createStore } from 'zustand/vanilla';
import type {
  HeatColumn,
  HeatGrid,
  LongLook,
  LookSeriesId,
  MapScorecard,
  SeriesSlice,
  VenueRow,
} from '../domain/long-look.ts';
import type { Ms } from '../domain/time.ts';
import type { LookFollow, LookUpdate, OverlayView } from '../messages/protocol.ts';
import { applyHeat, applySlice } from './look-series.ts';
import type { LinkStatus } from './overlay-store.ts';

export type HeldSeries = Pick<SeriesSlice, 'source' | 'receivedTime' | 'columns'>;

/** What is held of one pair over time. */
export interface HeldLook {
  readonly series: { readonly [Id in LookSeriesId]?: HeldSeries };
  readonly grid: HeatGrid | null;
  readonly heat: readonly HeatColumn[];
  readonly venues: readonly VenueRow[];
  readonly scorecard: MapScorecard | null;
}

export interface LookState {
  /** What was last asked for. */
  readonly follow: LookFollow;
  /** Null until the first answer to what was last asked for: until then nothing of a pair may be drawn. */
  readonly view: OverlayView | null;
  /** The pair of the latest update, and what is held of it. */
  readonly key: string | null;
  readonly look: HeldLook;
  readonly link: { readonly status: LinkStatus; readonly since: Ms };
  readonly now: Ms;
}

export interface LookStore {
  getState(): LookState;
  subscribe(listener: (state: LookState) => void): () => void;
  /** Shows nothing until the answer, and returns the message that asks for it. */
  follow(place: Pick<LookFollow, 'tab' | 'key' | 'fallback'>): LookFollow;
  receive(update: LookUpdate): void;
  setLink(status: LinkStatus, now: Ms): void;
  tick(now: Ms): void;
}

const NOTHING: HeldLook = { series: {}, grid: null, heat: [], venues: [], scorecard: null };

export function createLookStore(now: Ms): LookStore {
  const store = createStore<LookState>(() => ({
    follow: { type: 'look:follow', request: 0, tab: null, key: null, fallback: null },
    key: null,
    view: null,
    look: NOTHING,
    link: { status: 'up', since: now },
    now,
  }));

  return {
    getState: store.getState,
    subscribe: store.subscribe,
    follow(place) {
      const follow: LookFollow = {
        type: 'look:follow',
        request: store.getState().follow.request + 1,
        ...place,
      };
      store.setState({ follow, view: null });
      return follow;
    },
    receive({ request, key, view, look }) {
      const state = store.getState();
      // Both sides count what was sent for a key as held, whichever request it answered.
      const held = key === state.key ? state.look : NOTHING;
      store.setState({
        key,
        view: request === state.follow.request ? view : null,
        look: look === null ? held : merged(held, look),
        link: state.link.status === 'up' ? state.link : { status: 'up', since: state.now },
      });
    },
    setLink(status, at) {
      if (store.getState().link.status !== status) store.setState({ link: { status, since: at } });
    },
    tick: (time) => store.setState({ now: time }),
  };
}

function merged(held: HeldLook, { series, heat, venues, scorecard }: LongLook): HeldLook {
  const next: { [Id in LookSeriesId]?: HeldSeries } = { ...held.series };
  for (const slice of series) {
    const { source, receivedTime } = slice;
    const before = next[slice.series]?.columns ?? [];
    next[slice.series] = { source, receivedTime, columns: applySlice(before, slice) };
  }
  return {
    series: series.length === 0 ? held.series : next,
    grid: heat === null ? held.grid : heat.grid,
    heat: heat === null ? held.heat : applyHeat(held.heat, heat),
    venues,
    scorecard: scorecard ?? held.scorecard,
  };
}
