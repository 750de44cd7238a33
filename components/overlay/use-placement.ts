import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Placement } from '../../core/messages/protocol.ts';
import { clampOffsets, nudged, type Point, type Size, toPlacement } from './placement.ts';

const DRAG_THRESHOLD = 4;
const NUDGES: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

const viewport = (): Size => ({
  width: document.documentElement.clientWidth || innerWidth,
  height: innerHeight,
});

const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Puts `frame` where `placement` says, inside the window, whatever the window's or its own size. */
function settle(frame: HTMLElement, placement: Placement): void {
  const { x, y } = clampOffsets(placement, frame.getBoundingClientRect(), viewport());
  const wanted: Record<string, string> = { left: 'auto', right: 'auto', top: 'auto', bottom: 'auto' };
  wanted[placement.edgeX] = `${Math.round(x)}px`;
  wanted[placement.edgeY] = `${Math.round(y)}px`;
  for (const [edge, value] of Object.entries(wanted)) {
    if (frame.style.getPropertyValue(edge) !== value) frame.style.setProperty(edge, value);
  }
}

/** Drag with the pointer, nudge with arrow keys; `onPlace` hears the final place once. */
export function usePlacement(
  frameRef: RefObject<HTMLElement | null>,
  placement: Placement,
  onPlace: (placement: Placement) => void,
): void {
  const latest = useRef({ placement, onPlace });
  latest.current = { placement, onPlace };

  const { edgeX, offsetX, edgeY, offsetY, collapsed } = placement;
  // Each answer carries the placement anew; only another place is worth measuring the page for.
  useLayoutEffect(() => {
    if (frameRef.current) settle(frameRef.current, placement);
  }, [edgeX, offsetX, edgeY, offsetY, collapsed]);

  useEffect(() => {
    const frame = frameRef.current;
    if (!frame) return;
    const stop = new AbortController();
    const again = () => settle(frame, latest.current.placement);
    const observer = new ResizeObserver(again);
    observer.observe(frame);
    addEventListener('resize', again, { signal: stop.signal });
    listenForDrag(frame, stop.signal, (topLeft, size) =>
      latest.current.onPlace(toPlacement(topLeft, size, viewport(), latest.current.placement.collapsed)),
    );
    listenForArrows(frame, stop.signal, latest);
    return () => {
      stop.abort();
      observer.disconnect();
    };
  }, []);
}

function listenForDrag(
  frame: HTMLElement,
  signal: AbortSignal,
  onDrop: (topLeft: Point, size: Size) => void,
): void {
  let drag: { id: number; from: Point; box: DOMRect; moved: boolean } | null = null;
  let offset: Point = { x: 0, y: 0 };
  let planned = 0;

  const draw = () => {
    planned = 0;
    if (drag?.moved) frame.style.transform = `translate3d(${offset.x}px, ${offset.y}px, 0)`;
  };

  frame.addEventListener(
    'pointerdown',
    (event) => {
      const handle = (event.target as Element).closest('button, [data-drag]');
      if (event.button !== 0 || !handle?.hasAttribute('data-drag')) return;
      const from = { x: event.clientX, y: event.clientY };
      drag = { id: event.pointerId, from, box: frame.getBoundingClientRect(), moved: false };
    },
    { signal },
  );

  frame.addEventListener(
    'pointermove',
    (event) => {
      if (!drag || event.pointerId !== drag.id) return;
      offset = { x: event.clientX - drag.from.x, y: event.clientY - drag.from.y };
      if (!drag.moved) {
        if (Math.hypot(offset.x, offset.y) < DRAG_THRESHOLD) return;
        drag.moved = true;
        frame.setPointerCapture(drag.id);
        frame.dataset.dragging = '';
      }
      planned ||= requestAnimationFrame(draw);
    },
    { signal },
  );

  const end = (event: PointerEvent) => {
    if (!drag || event.pointerId !== drag.id) return;
    const { moved, box } = drag;
    drag = null;
    if (!moved) return;
    cancelAnimationFrame(planned);
    planned = 0;
    delete frame.dataset.dragging;
    const dropped = { x: box.left + offset.x, y: box.top + offset.y };
    frame.style.transform = '';
    onDrop(dropped, box);
    swallowClick(frame);
    glide(frame, dropped);
  };
  frame.addEventListener('pointerup', end, { signal });
  frame.addEventListener('pointercancel', end, { signal });
}

/** The click that ends a drag is not a press. */
function swallowClick(frame: HTMLElement): void {
  const swallow = (event: Event) => {
    event.stopPropagation();
    event.preventDefault();
  };
  frame.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => frame.removeEventListener('click', swallow, { capture: true }), 0);
}

/** From where it was let go to where it settled. */
function glide(frame: HTMLElement, from: Point): void {
  if (calm()) return;
  requestAnimationFrame(() => {
    const { left, top } = frame.getBoundingClientRect();
    const start = `translate3d(${from.x - left}px, ${from.y - top}px, 0)`;
    frame.animate?.([{ transform: start }, { transform: 'none' }], { duration: 140, easing: 'ease-out' });
  });
}

function listenForArrows(
  frame: HTMLElement,
  signal: AbortSignal,
  latest: RefObject<{ placement: Placement; onPlace: (placement: Placement) => void }>,
): void {
  let moved: Placement | null = null;
  frame.addEventListener(
    'keydown',
    (event) => {
      const way = NUDGES[event.key];
      if (!way || !(event.target as Element).closest('[data-nudge], .pill') || !latest.current) return;
      event.preventDefault();
      const step = event.shiftKey ? 1 : 16;
      moved = nudged(moved ?? latest.current.placement, way.x * step, way.y * step);
      settle(frame, moved);
    },
    { signal },
  );
  const finish = () => {
    if (moved) latest.current?.onPlace(moved);
    moved = null;
  };
  frame.addEventListener('keyup', finish, { signal });
  frame.addEventListener('focusout', finish, { signal });
}
