import { addBar, createMap } from '../../core/analytics/liquidation-map.ts';
import { lossLikelihood } from '../../core/analytics/loss-likelihood.ts';
import { bins, groupFor, type SideBins } from '../../core/analytics/map-bins.ts';
import { mapTerms } from '../../core/analytics/map-state.ts';
import { type TimelineBar, visitTimeline } from '../../core/analytics/map-timeline.ts';
import type { MarketInputs } from '../../core/domain/market-inputs.ts';
import { DAY, type Ms } from '../../core/domain/time.ts';
import { knownLevels, MAP_BASELINES, type MapBaseline, rivalWeights } from './map-rivals.ts';

/** What the product draws, the modelled liquidations in it alone, and the rivals. */
export const RULERS = ['map', 'modelledMass', ...MAP_BASELINES] as const;
export type MapRuler = 'map' | 'modelledMass' | MapBaseline;

/** The bins of one side that price reached within a day, what each ruler had said, and what was lost there. */
export interface ReachedDay {
  readonly time: Ms;
  readonly symbol: string;
  readonly side: 'long' | 'short';
  /** |log distance| of each bin's middle from the price when it was asked. */
  readonly distance: readonly number[];
  /** Open interest lost while price went through the bin for the first time that day. */
  readonly lost: readonly number[];
  readonly weights: Readonly<Record<MapRuler, readonly number[]>>;
}

/** Fewer bins cannot have a top decile. */
const LEAST_BINS = 10;
const WARM_UP = 30 * DAY;
/** Every second day: a day is watched, and a month of bars is looked through for each rival. */
const STEP = 2 * DAY;

interface Asked {
  readonly time: Ms;
  readonly side: 'long' | 'short';
  readonly bins: SideBins;
  readonly lost: Float64Array;
  readonly weights: ReachedDay['weights'];
  readonly price: number;
  /** How far price has gone on this side. */
  extreme: number;
}

/** Asks the map every second midnight (UTC) and watches the following 24 hours, bar by bar. */
export function reachedDays(inputs: MarketInputs, symbol: string): ReachedDay[] {
  const map = createMap(mapTerms(inputs.instrument));
  const past: TimelineBar[] = [];
  const days: ReachedDay[] = [];
  let asked: Asked[] = [];
  visitTimeline(inputs, (bar) => {
    for (const each of asked) watch(each, bar);
    addBar(map, bar);
    past.push({ ...bar });
    if (bar.endTime % DAY !== 0) return;
    days.push(...asked.flatMap((each) => reachedPart(each, symbol) ?? []));
    asked = [];
    while (past.length > 0 && past[0]!.endTime < bar.endTime - WARM_UP) past.shift();
    if (bar.endTime - map.startTime < WARM_UP || bar.endTime % STEP !== 0) return;
    const view = bins(map, { markPrice: bar.close, group: groupFor(map.range.mean), skipSeeded: true });
    const levels = knownLevels(inputs.bars1h, bar.close, bar.endTime);
    asked = (['long', 'short'] as const).map((side) => ({
      time: bar.endTime,
      side,
      bins: view[side],
      lost: new Float64Array(view[side].mass.length),
      weights: {
        map: [...lossLikelihood(view[side], inputs.bars1h, bar.endTime)],
        modelledMass: [...view[side].mass],
        ...rivalWeights(view[side], side, bar.close, past, levels),
      },
      price: bar.close,
      extreme: bar.close,
    }));
  });
  return days;
}

/** What a bar lost is spread over its range; the part of the range it was the first to reach counts. */
function watch(asked: Asked, bar: TimelineBar): void {
  const isLong = asked.side === 'long';
  const reached = isLong ? Math.min(asked.extreme, bar.low) : Math.max(asked.extreme, bar.high);
  const [low, high] = isLong ? [reached, asked.extreme] : [asked.extreme, reached];
  if (!(high > low)) return;
  asked.extreme = reached;
  const lost = Math.max(0, bar.openInterestBefore - bar.openInterestAfter);
  if (!(lost > 0) || bar.openInterestAfter < bar.openInterestBefore / 2) return;
  const { bins: grid } = asked;
  // Prices without a range of their own jump from one to the next.
  const range = Math.max(bar.high - bar.low, high - low);
  for (let bin = 0; bin < grid.mass.length; bin += 1) {
    const overlap = Math.min(high, grid.high[bin]!) - Math.max(low, grid.low[bin]!);
    if (overlap > 0) asked.lost[bin]! += (lost * overlap) / range;
  }
}

function reachedPart(asked: Asked, symbol: string): ReachedDay | null {
  const { bins: grid, side } = asked;
  const rows = Array.from(grid.mass.keys()).filter((bin) =>
    side === 'long' ? grid.low[bin]! >= asked.extreme : grid.high[bin]! <= asked.extreme,
  );
  if (rows.length < LEAST_BINS || rows.every((bin) => asked.lost[bin] === 0)) return null;
  const of = (values: ArrayLike<number>) => rows.map((bin) => values[bin]!);
  const middle = (bin: number) => (grid.low[bin]! + grid.high[bin]!) / 2;
  return {
    time: asked.time,
    symbol,
    side,
    distance: rows.map((bin) => Math.abs(Math.log(middle(bin) / asked.price))),
    lost: of(asked.lost),
    weights: Object.fromEntries(
      RULERS.map((name) => [name, of(asked.weights[name])]),
    ) as unknown as ReachedDay['weights'],
  };
}
