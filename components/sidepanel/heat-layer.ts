import type { Logical } from 'lightweight-charts';
import type { HeatColumn, HeatGrid } from '../../core/domain/long-look.ts';
import type { Ms } from '../../core/domain/time.ts';
import { type HeatImage, toHeatImage } from './heat-image.ts';
import { createLayer, type Layer } from './layer.ts';

export interface HeatLayer extends Layer {
  show(data: HeatData): void;
}

export interface HeatData {
  readonly grid: HeatGrid | null;
  readonly columns: readonly HeatColumn[];
  readonly colours: { readonly long: string; readonly short: string };
  /** Where a time lies among the bars. */
  position(time: Ms): number;
  /** Where the newest column ends. */
  readonly end: number;
}

/** A strip is a straight picture of log prices: cut this often, it is off by a small part of a bin. */
const PIECES = 8;

/** The liquidation map over time, under the candles: one strip for each column, kept as a picture between draws. */
export function createHeatLayer(): HeatLayer {
  let data: HeatData | null = null;
  let image: HeatImage | null = null;
  let canvas: HTMLCanvasElement | null = null;

  const layer = createLayer('bottom', (target, { chart, series }) => {
    if (data === null || data.grid === null || image === null || canvas === null) return;
    const { columns, grid, position, end } = data;
    const { firstBin, height } = image;
    const picture = canvas;
    target.useBitmapCoordinateSpace(({ context, bitmapSize, horizontalPixelRatio, verticalPixelRatio }) => {
      const scale = chart.timeScale();
      const xAt = (row: number) => {
        // Positions between bars have no coordinate of their own.
        const whole = Math.floor(row);
        const at = scale.logicalToCoordinate(whole as Logical);
        const next = scale.logicalToCoordinate((whole + 1) as Logical);
        if (at === null || next === null) return null;
        return Math.round((at + (next - at) * (row - whole)) * horizontalPixelRatio);
      };
      const edges = Array.from({ length: PIECES + 1 }, (_, piece) => {
        const bin = firstBin + (height * (PIECES - piece)) / PIECES;
        const y = series.priceToCoordinate(grid.anchor * Math.exp(bin * grid.step));
        return y === null ? null : Math.round(y * verticalPixelRatio);
      });
      if (edges.includes(null)) return;
      context.save();
      context.imageSmoothingEnabled = false;
      for (let column = 0; column < columns.length; column += 1) {
        const left = xAt(position(columns[column]!.time));
        const right = xAt(column + 1 < columns.length ? position(columns[column + 1]!.time) : end);
        if (left === null || right === null || right <= Math.max(0, left) || left > bitmapSize.width)
          continue;
        for (let piece = 0; piece < PIECES; piece += 1) {
          const top = edges[piece]!;
          const tall = edges[piece + 1]! - top;
          const from = (height * piece) / PIECES;
          if (tall > 0)
            context.drawImage(picture, column, from, 1, height / PIECES, left, top, right - left, tall);
        }
      }
      context.restore();
    });
  });

  return Object.assign(layer, {
    show(next: HeatData) {
      const same =
        data !== null &&
        data.columns === next.columns &&
        data.colours.long === next.colours.long &&
        data.colours.short === next.colours.short;
      data = next;
      if (!same) {
        image = toHeatImage(next.columns, next.colours);
        canvas = image && paint(image);
      }
      layer.redraw();
    },
  });
}

function paint({ width, height, pixels }: HeatImage): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
  return canvas;
}
