import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clampOffsets, nudged, toPlacement } from '../../../components/overlay/placement.ts';

const card = { width: 320, height: 600 };
const desktop = { width: 1280, height: 800 };

describe('where a dropped overlay settles', () => {
  it('belongs to its nearest edges', () => {
    // 1280 − 320 − 800 = 160 px to the right edge, 100 px to the top.
    expect(toPlacement({ x: 800, y: 90 }, card, desktop, false)).toEqual({
      edgeX: 'right',
      offsetX: 160,
      edgeY: 'top',
      offsetY: 90,
      collapsed: false,
    });
  });

  it('snaps to an edge it is let go close to, and comes back from outside', () => {
    const placement = toPlacement({ x: -50, y: 9_999 }, card, desktop, true);
    expect(placement).toEqual({ edgeX: 'left', offsetX: 16, edgeY: 'bottom', offsetY: 16, collapsed: true });
  });
});

describe('staying inside the window', () => {
  const offset = fc.integer({ min: -5_000, max: 5_000 });
  const length = fc.integer({ min: 40, max: 4_000 });

  it('leaves no part outside a window that could hold it', () => {
    fc.assert(
      fc.property(offset, offset, length, length, (offsetX, offsetY, width, height) => {
        const size = { width: Math.min(320, width - 16), height: Math.min(600, height - 16) };
        const placement = { edgeX: 'left', edgeY: 'top', offsetX, offsetY, collapsed: false } as const;
        const { x, y } = clampOffsets(placement, size, { width, height });
        expect(x).toBeGreaterThanOrEqual(8);
        expect(y).toBeGreaterThanOrEqual(8);
        expect(x + size.width).toBeLessThanOrEqual(width - 8);
        expect(y + size.height).toBeLessThanOrEqual(height - 8);
      }),
    );
  });

  it('keeps the near edge visible where the window is too small', () => {
    const placement = { edgeX: 'right', edgeY: 'top', offsetX: 500, offsetY: 500, collapsed: false } as const;
    expect(clampOffsets(placement, card, { width: 300, height: 200 })).toEqual({ x: 8, y: 8 });
  });
});

it.each([
  ['left', 'top', { offsetX: 116, offsetY: 84 }],
  ['right', 'bottom', { offsetX: 84, offsetY: 116 }],
] as const)('an arrow key moves a box at the %s and %s the way it points', (edgeX, edgeY, moved) => {
  const placement = { edgeX, edgeY, offsetX: 100, offsetY: 100, collapsed: false };
  expect(nudged(placement, 16, -16)).toMatchObject(moved);
});
