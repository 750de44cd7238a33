import { useEffect, useRef, useState } from 'preact/hooks';
import type { OverlayState } from '../../core/stores/overlay-store.ts';
import { toScoreView } from '../views/crowding-view.ts';
import { toFreshnessView } from '../views/freshness-view.ts';
import { toResetChipView } from '../views/reset-view.ts';

/** The words whose change is worth hearing; numbers are not. */
function words(state: OverlayState): { readonly pair: string; readonly words: readonly string[] } | null {
  const view = state.update?.view;
  if (view?.kind !== 'reading') return null;
  const link = { status: state.link, since: state.linkSince };
  const fresh = toFreshnessView(view.freshness, view.venueName, state.now, link);
  return {
    pair: `${state.navigation} ${view.reading.instrument.asset}`,
    words: [toScoreView(view.reading).word, toResetChipView(view.reading).word, fresh.notice],
  };
}

/** One polite region that speaks state transitions of the pair being watched. */
export function Spoken({ state }: { state: OverlayState }) {
  const before = useRef<ReturnType<typeof words>>(null);
  const [text, setText] = useState('');
  const current = words(state);
  const key = current && `${current.pair} ${current.words.join(' ')}`;
  useEffect(() => {
    const last = before.current;
    if (current) before.current = current;
    if (!last || !current || last.pair !== current.pair) return;
    const changed = current.words.filter((word, index) => word && word !== last.words[index]);
    if (changed.length > 0) setText(`${current.pair.split(' ')[1]}: ${changed.join(', ')}`);
  }, [key]);
  return (
    <div class="spoken" role="status" aria-live="polite">
      {text || null}
    </div>
  );
}
