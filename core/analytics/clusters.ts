import { LIQUIDATION_MAP } from './parameters.ts';

/** A run of bins, both ends included, and its densest one. */
export interface Band {
  readonly from: number;
  readonly to: number;
  readonly peak: number;
}

/** Median of the bins that hold anything; 0 when none does. */
function medianMass(mass: ArrayLike<number>): number {
  const masses = Float64Array.from(mass).filter((value) => value > 0);
  if (masses.length === 0) return 0;
  masses.sort();
  const middle = masses.length >> 1;
  return masses.length % 2 === 1 ? masses[middle]! : (masses[middle - 1]! + masses[middle]!) / 2;
}

/**
 * Local maxima of `mass` that stand out by at least `prominence` median bins. A band reaches from its peak half-way
 * down to the saddle towards the next peak on either side; bands with a single bin between them are merged.
 * Bins run from the mark outwards. The farthest bin is never a peak: what lies beyond it is not known.
 */
export function findBands(mass: ArrayLike<number>): Band[] {
  const least = LIQUIDATION_MAP.prominence * medianMass(mass);
  const peaks: number[] = [];
  for (let index = 0; index < mass.length - 1; index += 1) {
    if (isLocalMaximum(mass, index) && prominenceOf(mass, index) >= least) peaks.push(index);
  }
  const bands: Band[] = [];
  peaks.forEach((peak, index) => {
    const from = reach(mass, peak, peaks[index - 1] ?? -1);
    const to = reach(mass, peak, peaks[index + 1] ?? mass.length);
    addMerged(bands, { from, to, peak }, mass);
  });
  return bands;
}

/** The last bin, going from a peak towards the next, that is above the middle between the peak and the saddle. */
function reach(mass: ArrayLike<number>, peak: number, next: number): number {
  const step = next > peak ? 1 : -1;
  const height = mass[peak]!;
  let saddle = next >= 0 && next < mass.length ? height : step < 0 ? 0 : height;
  for (let index = peak; index !== next; index += step) saddle = Math.min(saddle, mass[index]!);
  const level = saddle + LIQUIDATION_MAP.shoulder * (height - saddle);
  let last = peak;
  while (last + step !== next && mass[last + step]! >= level) last += step;
  return last;
}

function addMerged(bands: Band[], band: Band, mass: ArrayLike<number>): void {
  const last = bands.at(-1);
  if (last === undefined || last.to + 2 < band.from) {
    bands.push(band);
    return;
  }
  const peak = mass[last.peak]! >= mass[band.peak]! ? last.peak : band.peak;
  bands[bands.length - 1] = { from: last.from, to: Math.max(last.to, band.to), peak };
}

/** Of a plateau, its first bin. */
function isLocalMaximum(mass: ArrayLike<number>, index: number): boolean {
  const height = mass[index]!;
  if (index > 0 && mass[index - 1]! >= height) return false;
  let right = index + 1;
  while (right < mass.length && mass[right] === height) right += 1;
  return right < mass.length && mass[right]! < height;
}

/** Height above the higher of the two saddles towards higher ground; the mark's side of the first bin is empty. */
function prominenceOf(mass: ArrayLike<number>, peak: number): number {
  const height = mass[peak]!;
  let left = height;
  let index = peak - 1;
  for (; index >= 0 && mass[index]! <= height; index -= 1) left = Math.min(left, mass[index]!);
  if (index < 0) left = 0;
  let right = height;
  index = peak + 1;
  for (; index < mass.length && mass[index]! <= height; index += 1) right = Math.min(right, mass[index]!);
  return height - Math.max(left, right);
}
