import { findBands } from './clusters.ts';
import type { MapBins, SideBins } from './map-bins.ts';

/** A cluster as bins say it: prices, mass, and what is assumed of it. */
export interface ClusterBand {
  readonly side: 'long' | 'short';
  readonly low: number;
  readonly high: number;
  /** Middle (in log price) of the densest bin. */
  readonly price: number;
  readonly mass: number;
  readonly seeded: number;
}

/** The clusters of one side, nearest to the mark first. */
export function clusterBands(bins: MapBins, side: 'long' | 'short'): ClusterBand[] {
  const columns = bins[side];
  const count = columns.mass.length;
  // Long bins ascend towards the mark; bands are looked for from the mark outwards.
  const outwards = side === 'long' ? columns.mass.slice().reverse() : columns.mass;
  const row = (index: number) => (side === 'long' ? count - 1 - index : index);
  return findBands(outwards).map(({ from, to, peak }) =>
    bandOf(side, columns, Math.min(row(from), row(to)), Math.max(row(from), row(to)), row(peak)),
  );
}

function bandOf(
  side: 'long' | 'short',
  bins: SideBins,
  first: number,
  last: number,
  peak: number,
): ClusterBand {
  let mass = 0;
  let seeded = 0;
  for (let row = first; row <= last; row += 1) {
    mass += bins.mass[row]!;
    seeded += bins.seeded[row]!;
  }
  return {
    side,
    low: bins.low[first]!,
    high: bins.high[last]!,
    price: Math.sqrt(bins.low[peak]! * bins.high[peak]!),
    mass,
    seeded,
  };
}
