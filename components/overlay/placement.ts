import type { Placement } from '../../core/messages/protocol.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Always left free between the overlay and the window's edge. */
const MARGIN = 8;
/** Let go this close to an edge, it settles at `REST` from it. */
const SNAP = 32;
const REST = 16;

const between = (value: number, low: number, high: number) =>
  Math.max(low, Math.min(value, Math.max(low, high)));

/** Offsets from the placement's own edges that keep a box of `size` inside `viewport`. */
export function clampOffsets(placement: Placement, size: Size, viewport: Size): Point {
  return {
    x: between(placement.offsetX, MARGIN, viewport.width - size.width - MARGIN),
    y: between(placement.offsetY, MARGIN, viewport.height - size.height - MARGIN),
  };
}

/** Describes a box by its nearest edges, snapped when it is close to one. `topLeft` may lie outside. */
export function toPlacement(topLeft: Point, size: Size, viewport: Size, collapsed: boolean): Placement {
  const x = between(topLeft.x, MARGIN, viewport.width - size.width - MARGIN);
  const y = between(topLeft.y, MARGIN, viewport.height - size.height - MARGIN);
  const right = viewport.width - size.width - x;
  const bottom = viewport.height - size.height - y;
  const settle = (offset: number) => (offset <= SNAP ? REST : Math.round(offset));
  return {
    edgeX: x <= right ? 'left' : 'right',
    offsetX: settle(Math.min(x, right)),
    edgeY: y <= bottom ? 'top' : 'bottom',
    offsetY: settle(Math.min(y, bottom)),
    collapsed,
  };
}

export function cornerPlacement(
  edgeX: Placement['edgeX'],
  edgeY: Placement['edgeY'],
  collapsed: boolean,
): Placement {
  return { edgeX, offsetX: REST, edgeY, offsetY: REST, collapsed };
}

/** The placement one arrow key further, as seen on screen. */
export function nudged(placement: Placement, right: number, down: number): Placement {
  return {
    ...placement,
    offsetX: Math.max(MARGIN, placement.offsetX + (placement.edgeX === 'left' ? right : -right)),
    offsetY: Math.max(MARGIN, placement.offsetY + (placement.edgeY === 'top' ? down : -down)),
  };
}
