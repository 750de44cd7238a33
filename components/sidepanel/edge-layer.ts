import type { MapBin } from '../../core/domain/liquidation-map.ts';
import type { ChartColours } from './chart-colours.ts';
import { createLayer, type Layer } from './layer.ts';

export interface LevelMark {
  readonly price: number;
  readonly text: string;
}

export interface EdgeData {
  /** The map as it stands now. */
  readonly bins: readonly MapBin[];
  readonly levels: readonly LevelMark[];
  /** Prices the view takes in when they are not far: the nearest clusters. */
  readonly near: readonly number[];
  readonly colours: ChartColours;
}

export interface EdgeLayer extends Layer {
  show(data: EdgeData): void;
}

/** Part of the pane's width the longest bar takes. */
export const EDGE_SHARE = 0.2;
const LABEL_HEIGHT = 13;
const SIZE = 10;

/** The present map as bars from the right edge, and the key levels as named lines. */
export function createEdgeLayer(): EdgeLayer {
  let data: EdgeData | null = null;
  const layer = createLayer('bottom', (target, { series }) => {
    if (data === null) return;
    const { bins, levels, colours } = data;
    target.useMediaCoordinateSpace(({ context, mediaSize: { width, height } }) => {
      context.save();
      context.setLineDash([2, 4]);
      context.strokeStyle = colours.edge;
      context.font = `${SIZE}px ${colours.font}`;
      context.textBaseline = 'bottom';
      const taken: number[] = [];
      for (const { price, text } of levels) {
        const y = series.priceToCoordinate(price);
        if (y === null || y < LABEL_HEIGHT || y > height) continue;
        context.beginPath();
        context.moveTo(0, Math.round(y) + 0.5);
        context.lineTo(width, Math.round(y) + 0.5);
        context.stroke();
        if (taken.some((other) => Math.abs(other - y) < LABEL_HEIGHT)) continue;
        taken.push(y);
        const wide = context.measureText(text).width;
        context.fillStyle = colours.background;
        context.globalAlpha = 0.7;
        context.fillRect(4, y - LABEL_HEIGHT, wide + 4, LABEL_HEIGHT - 1);
        context.globalAlpha = 1;
        context.fillStyle = colours.muted;
        context.fillText(text, 6, y - 1);
      }
      context.restore();
      const most = Math.max(0, ...bins.map(({ share }) => share));
      context.globalAlpha = 0.9;
      for (const { low, high, side, share } of bins) {
        const top = series.priceToCoordinate(high);
        const bottom = series.priceToCoordinate(low);
        if (top === null || bottom === null || most === 0) continue;
        const wide = (share / most) * EDGE_SHARE * width;
        context.fillStyle = colours[side];
        const gap = bottom - top > 3 ? 0.6 : 0;
        context.fillRect(width - wide, top + gap, wide, Math.max(0.7, bottom - top - 2 * gap));
      }
      context.globalAlpha = 1;
    });
  });
  return Object.assign(layer, {
    autoscaleInfo() {
      const near = data?.near ?? [];
      if (near.length === 0) return null;
      return { priceRange: { minValue: Math.min(...near), maxValue: Math.max(...near) } };
    },
    show(next: EdgeData) {
      data = next;
      layer.redraw();
    },
  });
}
