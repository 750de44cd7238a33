import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Placement } from '../../core/messages/protocol.ts';
import type { OverlayState } from '../../core/stores/overlay-store.ts';
import { type Readable, useStore } from '../use-store.ts';
import { useTheme } from '../use-theme.ts';
import { toPillView } from '../views/pill-view.ts';
import { t } from '../words/t.ts';
import type { OverlayActions } from './actions.ts';
import { Card } from './card.tsx';
import { Pill } from './pill.tsx';
import { cornerPlacement } from './placement.ts';
import { Spoken } from './spoken.tsx';
import { usePlacement } from './use-placement.ts';

export interface OverlayProps {
  readonly store: Readable<OverlayState>;
  readonly onPlace: (placement: Placement) => void;
  readonly onMute: (minutes: number) => void;
  readonly onHideHere: () => void;
  readonly onOpenOptions: () => void;
  /** Absent where the browser lets no page open it. */
  readonly onOpenPanel?: () => void;
}

export function Overlay({ store, ...handlers }: OverlayProps) {
  const state = useStore(store);
  const pill = toPillView(state);
  if (!pill || !state.frame) return null;
  return <Frame state={state} frame={state.frame} pill={pill} handlers={handlers} />;
}

interface FrameProps {
  readonly state: OverlayState;
  readonly frame: NonNullable<OverlayState['frame']>;
  readonly pill: NonNullable<ReturnType<typeof toPillView>>;
  readonly handlers: Omit<OverlayProps, 'store'>;
}

function Frame({ state, frame, pill, handlers }: FrameProps) {
  const element = useRef<HTMLElement>(null);
  const { placement, appearance } = frame;
  const theme = useTheme(appearance.theme);
  usePlacement(element, placement, handlers.onPlace);
  const keepFocus = useKeptFocus(element, placement.collapsed);
  const latest = useRef({ placement, handlers });
  latest.current = { placement, handlers };
  const [actions] = useState(
    (): OverlayActions => ({
      setCollapsed(collapsed) {
        keepFocus();
        latest.current.handlers.onPlace({ ...latest.current.placement, collapsed });
      },
      expand: () => actions.setCollapsed(false),
      moveToCorner(edgeX, edgeY) {
        const { collapsed } = latest.current.placement;
        latest.current.handlers.onPlace(cornerPlacement(edgeX, edgeY, collapsed));
      },
      mute: (minutes) => latest.current.handlers.onMute(minutes),
      hideHere: () => latest.current.handlers.onHideHere(),
      openOptions: () => latest.current.handlers.onOpenOptions(),
      openPanel: handlers.onOpenPanel ? () => latest.current.handlers.onOpenPanel?.() : null,
    }),
  );
  return (
    <section
      ref={element}
      class="fp frame"
      dir="ltr"
      lang={t('languageTag')}
      aria-label="Flushpoint"
      data-theme={theme}
      data-palette={appearance.palette}
      data-rising={appearance.rising}
      style={{ '--fp-opacity': String(appearance.opacity) }}
      // A mouse press must not take the focus from the order form; the Tab key still reaches every button.
      onMouseDown={(event) => event.preventDefault()}
    >
      {placement.collapsed ? (
        <Pill view={pill} onExpand={actions.expand} />
      ) : (
        <Card state={state} actions={actions} />
      )}
      <Spoken state={state} />
    </section>
  );
}

/** Someone who folds the overlay with the keyboard stays on it; anyone else keeps the focus where it was. */
function useKeptFocus(element: RefObject<HTMLElement | null>, collapsed: boolean): () => void {
  const wanted = useRef(false);
  useLayoutEffect(() => {
    if (!wanted.current) return;
    wanted.current = false;
    element.current?.querySelector<HTMLElement>('.pill, [data-fold]')?.focus({ preventScroll: true });
  }, [collapsed]);
  return () => {
    const root = element.current?.getRootNode() as ShadowRoot | Document | undefined;
    wanted.current = element.current?.contains(root?.activeElement ?? null) ?? false;
  };
}
