import type { HeatColumn, HeatSide } from '../../core/domain/long-look.ts';
import { channels } from './chart-colours.ts';

/** One pixel for each column and grid bin, lowest bin in the bottom row. */
export interface HeatImage {
  readonly width: number;
  readonly height: number;
  /** Grid bin of the bottom row. */
  readonly firstBin: number;
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** Denser than in all but one bin of a hundred is as strong as it gets. */
const STRONGEST_RANK = 0.99;
const STRONGEST = 0.85;
/** Fainter than this is not worth a stain. */
const FAINTEST = 0.04;

/** The colour's strength for a share, in proportion: twice the mass is twice the colour. */
export function strengthOf(share: number, strongest: number): number {
  if (!(strongest > 0)) return 0;
  const strength = STRONGEST * Math.min(1, share / strongest);
  return strength < FAINTEST ? 0 : strength;
}

/** The share that is drawn strongest. */
export function strongestShare(columns: readonly HeatColumn[]): number {
  const shares = columns
    .flatMap(({ long, short }) => [...long.shares, ...short.shares])
    .filter((share) => share > 0)
    .sort((a, b) => a - b);
  return shares[Math.floor(shares.length * STRONGEST_RANK)] ?? shares.at(-1) ?? 0;
}

/** Null when there is nothing to draw. */
export function toHeatImage(
  columns: readonly HeatColumn[],
  colours: { readonly long: string; readonly short: string },
): HeatImage | null {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const { long, short } of columns) {
    for (const side of [long, short]) {
      if (side.shares.length === 0) continue;
      first = Math.min(first, side.first);
      last = Math.max(last, side.first + side.shares.length - 1);
    }
  }
  if (last < first) return null;
  const width = columns.length;
  const height = last - first + 1;
  const pixels = new Uint8ClampedArray(width * height * 4);
  const strongest = strongestShare(columns);
  const paint = (side: HeatSide, [red, green, blue]: readonly [number, number, number], x: number) => {
    side.shares.forEach((share, index) => {
      const strength = strengthOf(share, strongest);
      if (strength === 0) return;
      const y = last - side.first - index;
      pixels.set([red, green, blue, Math.round(strength * 255)], (y * width + x) * 4);
    });
  };
  const long = channels(colours.long);
  const short = channels(colours.short);
  columns.forEach((column, x) => {
    paint(column.long, long, x);
    paint(column.short, short, x);
  });
  return { width, height, firstBin: first, pixels };
}
