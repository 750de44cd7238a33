import { createStore } from 'zustand/vanilla';
import type { Ms } from '../domain/time.ts';
import type { OverlayUpdate, Placement } from '../messages/protocol.ts';

export type LinkStatus = 'up' | 'lost' | 'orphan';

export interface OverlayState {
  /** Counts the addresses this frame showed; an answer for an earlier one is dropped. */
  readonly navigation: number;
  /** Latest answer for this navigation; null until it arrives, so that no other pair's value is shown. */
  readonly update: OverlayUpdate | null;
  /** Latest answer's appearance and place, kept across navigations so that nothing jumps. */
  readonly frame: Pick<OverlayUpdate, 'placement' | 'appearance'> | null;
  readonly link: LinkStatus;
  /** This machine's clock at which `link` became what it is. */
  readonly linkSince: Ms;
  /** This machine's clock, renewed each second while the page is visible. */
  readonly now: Ms;
}

export interface OverlayStore {
  getState(): OverlayState;
  subscribe(listener: (state: OverlayState) => void): () => void;
  /** Another address: values go blank at once. Returns the new counter. */
  navigate(): number;
  receive(update: OverlayUpdate): void;
  /** Where the user put the overlay; wins over what later answers say. */
  place(placement: Placement): void;
  setLink(link: LinkStatus, now: Ms): void;
  tick(now: Ms): void;
  /** While the page is hidden changes are kept back, so that nothing is drawn. */
  setVisible(visible: boolean): void;
}

export function createOverlayStore(now: Ms): OverlayStore {
  let state: OverlayState = { navigation: 0, update: null, frame: null, link: 'up', linkSince: now, now };
  const store = createStore<OverlayState>(() => state);
  let visible = true;
  let placed: Placement | null = null;

  const change = (part: Partial<OverlayState>) => {
    state = { ...state, ...part };
    if (visible) store.setState(state, true);
  };

  return {
    getState: store.getState,
    subscribe: store.subscribe,
    navigate() {
      change({ navigation: state.navigation + 1, update: null });
      return state.navigation;
    },
    receive(update) {
      if (update.navigation !== state.navigation) return;
      const frame = { appearance: update.appearance, placement: placed ?? update.placement };
      change({ update, frame, link: 'up' });
    },
    place(placement) {
      placed = placement;
      if (state.frame) change({ frame: { ...state.frame, placement } });
    },
    setLink(link, since) {
      if (link !== state.link) change({ link, linkSince: since });
    },
    tick: (time) => change({ now: time }),
    setVisible(next) {
      visible = next;
      if (visible) store.setState(state, true);
    },
  };
}
