import type { MapScorecard } from '../domain/long-look.ts';
import { DAY, HOUR, type Ms } from '../domain/time.ts';
import { createDropRank, type DropRank, isLargeDrop } from './drop-rank.ts';
import type { MapBins } from './map-bins.ts';
import { MAP_SCORE } from './parameters.ts';
import { wilsonLower } from './wilson.ts';

/**
 * Does price entering one of the map's densest bands coincide with positions being closed, more than entering any
 * other band does?
 *
 * - *Forecast*: every four hours the map's bins within ± 10 % of the price are noted, and which of them are in the
 *   top decile by mass. A bar is judged by a forecast made at or before its start, so nothing is predicted after
 *   the fact; each band counts once, in the first bar that reaches it.
 * - *Hit*: in that bar open interest fell by more than in nine of ten of the bars of that length before it. An
 *   absolute threshold would suit one coin only. Liquidation prints are not used: venues publish about one in a
 *   hundred of what vanishes, and some none.
 * - *Chance*: the same share among all bands reached, in the same mix of sides and distances as the top-decile
 *   ones. Far bands are reached by violent bars, in which open interest falls anyway.
 *
 * Bands reached by one bar share its outcome, so the bound counts bars («visits»), not bands.
 */
export interface ScoreState {
  forecast: Forecast | null;
  readonly drops: DropRank;
  /** By UTC day of the venue's clock. */
  readonly days: Map<number, DayTally>;
}

interface Forecast {
  readonly madeTime: Ms;
  readonly bands: readonly Band[];
  /** Mark then, and the extremes since. */
  low: number;
  high: number;
}

interface Band {
  readonly low: number;
  readonly high: number;
  readonly stratum: number;
  readonly isTop: boolean;
}

/** Counts of one day, plain JSON: `top` and `all` hold reached bands and hits by stratum, in turn. */
export interface DayTally {
  /** Bars judged; more of them mean finer ones. */
  bars: number;
  /** Bars that reached a top-decile band. */
  visits: number;
  readonly top: number[];
  readonly all: number[];
}

export interface ScoredBar {
  readonly startTime: Ms;
  readonly endTime: Ms;
  readonly high: number;
  readonly low: number;
  readonly volume: number;
  readonly openInterestBefore: number;
  readonly openInterestAfter: number;
  readonly isAssumed: boolean;
}

const STRATA = 2 * (MAP_SCORE.distances.length + 1);

export function createScore(): ScoreState {
  return { forecast: null, drops: createDropRank(), days: new Map() };
}

/** Notes what the map says at `price`; the bars from `time` on are judged by it. */
export function forecast(score: ScoreState, view: MapBins, price: number, range: number, time: Ms): void {
  const masses = [...view.long.mass, ...view.short.mass].sort((a, b) => b - a);
  const line = masses[Math.floor(masses.length / 10)] ?? Number.POSITIVE_INFINITY;
  const bands: Band[] = [];
  for (const side of ['long', 'short'] as const) {
    const { low, high, mass } = view[side];
    for (let row = 0; row < mass.length; row += 1) {
      const near = side === 'long' ? high[row]! : low[row]!;
      const distance = Math.abs(Math.log(near / price)) / range;
      const far = MAP_SCORE.distances.filter((edge) => distance >= edge).length;
      const stratum = 2 * far + (side === 'long' ? 0 : 1);
      bands.push({ low: low[row]!, high: high[row]!, stratum, isTop: mass[row]! > line });
    }
  }
  score.forecast = { madeTime: time, bands, low: price, high: price };
}

/** Judges one closed bar; bars come in order, and before the map takes them in. */
export function scoreBar(score: ScoreState, bar: ScoredBar): void {
  const change = changeOf(bar);
  const fell = change === null ? null : isLargeDrop(score.drops, bar.endTime - bar.startTime, change);
  const { forecast: made } = score;
  if (made === null || bar.startTime < made.madeTime) return;
  const { low, high } = made;
  made.low = Math.min(low, bar.low);
  made.high = Math.max(high, bar.high);
  if (fell === null) return;
  const tally = tallyOf(score, bar.startTime);
  tally.bars += 1;
  let visited = false;
  for (const band of made.bands) {
    const reached = band.high < low ? bar.low <= band.high : band.low > high && bar.high >= band.low;
    if (!reached) continue;
    count(tally.all, band.stratum, fell);
    if (!band.isTop) continue;
    count(tally.top, band.stratum, fell);
    visited = true;
  }
  if (visited) tally.visits += 1;
}

/** Relative change of open interest over the bar; null where it is unknown, assumed or more than was traded. */
function changeOf({
  openInterestBefore: before,
  openInterestAfter: after,
  ...bar
}: ScoredBar): number | null {
  if (bar.isAssumed || !(before > 0) || !(after > 0)) return null;
  return Math.abs(after - before) > bar.volume ? null : after / before - 1;
}

function tallyOf({ days }: ScoreState, time: Ms): DayTally {
  const day = Math.floor(time / DAY);
  let tally = days.get(day);
  if (tally === undefined) {
    tally = { bars: 0, visits: 0, top: new Array(2 * STRATA).fill(0), all: new Array(2 * STRATA).fill(0) };
    days.set(day, tally);
  }
  return tally;
}

function count(counts: number[], stratum: number, hit: boolean): void {
  counts[2 * stratum]! += 1;
  if (hit) counts[2 * stratum + 1]! += 1;
}

/** The card over all the days given. */
export function readScorecard(days: Iterable<DayTally>): MapScorecard {
  const top = new Array<number>(2 * STRATA).fill(0);
  const all = new Array<number>(2 * STRATA).fill(0);
  let visits = 0;
  let counted = 0;
  for (const day of days) {
    visits += day.visits;
    counted += day.bars > 0 ? 1 : 0;
    for (let index = 0; index < 2 * STRATA; index += 1) {
      top[index]! += day.top[index] ?? 0;
      all[index]! += day.all[index] ?? 0;
    }
  }
  const sumOf = (counts: readonly number[], offset: 0 | 1) =>
    counts.reduce((sum, value, index) => (index % 2 === offset ? sum + value : sum), 0);
  const bands = sumOf(top, 0);
  const enough = visits >= MAP_SCORE.neededVisits;
  const hitShare = enough ? sumOf(top, 1) / bands : null;
  let expected = 0;
  for (let stratum = 0; stratum < STRATA; stratum += 1) {
    if (top[2 * stratum]! > 0) expected += (top[2 * stratum]! * all[2 * stratum + 1]!) / all[2 * stratum]!;
  }
  return {
    days: counted,
    keptDays: MAP_SCORE.keptDays,
    bands,
    visits,
    neededVisits: MAP_SCORE.neededVisits,
    hitShare,
    chance: enough ? expected / bands : null,
    lowerBound: hitShare === null ? null : wilsonLower(hitShare, visits),
  };
}

/** Whether a forecast is due between the two times. */
export function isForecastDue(before: Ms, after: Ms): boolean {
  const step = MAP_SCORE.forecastHours * HOUR;
  return Math.floor(after / step) > Math.floor(before / step);
}
