import { useEffect, useState } from 'preact/hooks';

/** What a vanilla store offers its readers. */
export interface Readable<State> {
  getState(): State;
  subscribe(listener: (state: State) => void): () => void;
}

/** Draws anew when the store changes. Reads again after subscribing: a change in between would be lost. */
export function useStore<State>(store: Readable<State>): State {
  const [state, setState] = useState(store.getState);
  useEffect(() => {
    setState(store.getState);
    return store.subscribe(setState);
  }, [store]);
  return state;
}
