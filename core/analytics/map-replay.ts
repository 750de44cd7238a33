import type { HeatColumn, HeatGrid, HeatSide } from '../domain/long-look.ts';
import type { MarketInputs } from '../domain/market-inputs.ts';
import { DAY, HOUR, type Ms } from '../domain/time.ts';
import { addBar, createMap, type LiquidationMap } from './liquidation-map.ts';
import { bins, groupFor, type SideBins } from './map-bins.ts';
import { appendToLog, createLog, type MapLog } from './map-log.ts';
import { createScore, forecast, isForecastDue, type ScoreState, scoreBar } from './map-score.ts';
import { mapKey, mapTerms, takeNewBars } from './map-state.ts';
import type { TimelineBar } from './map-timeline.ts';
import { HEAT, MAP_SCORE } from './parameters.ts';

/**
 * The liquidation map lived through once more, bar by bar, to see how it stood over time and how its bands fared.
 * Each column and each forecast is made of the bars before it only; what the stored past is built from is the same
 * as for the present map, so the last column is the map as it stands.
 */
export interface MapReplay {
  readonly key: string;
  readonly map: LiquidationMap;
  readonly log: MapLog;
  /** Grid bins of the map in one bin of the columns. */
  readonly group: number;
  /** Ascending. */
  columns: HeatColumn[];
  readonly score: ScoreState;
}

/** Shares are told in 0.01 %. */
const SHARE_UNITS = 10_000;

/** The replay brought up to `inputs`: `given` goes on with the new bars, in place, unless the past was corrected. */
export function replayMap(inputs: MarketInputs, given?: MapReplay): MapReplay {
  const key = mapKey(inputs);
  if (given !== undefined && given.key === key && advance(given, inputs)) return given;
  const replay: MapReplay = {
    key,
    map: createMap(mapTerms(inputs.instrument)),
    log: createLog(),
    group: groupFor(meanRange(inputs)),
    columns: [],
    score: createScore(),
  };
  advance(replay, inputs);
  return replay;
}

/** The grid of a replay's columns; null before its first bar. */
export function gridOf({ map, group }: MapReplay): HeatGrid | null {
  return map.bars === 0 ? null : { anchor: Math.exp(map.anchor), step: map.binWidth * group };
}

function advance(replay: MapReplay, inputs: MarketInputs): boolean {
  const isContinuation = takeNewBars(replay.log, inputs, (bar) => take(replay, bar, inputs.marketTime));
  replay.columns = replay.columns.filter(({ time }) => time >= inputs.marketTime - HEAT.keptDays * DAY);
  return isContinuation;
}

function take(replay: MapReplay, bar: TimelineBar, now: Ms): void {
  const { map, score, group } = replay;
  const before = map.endTime;
  appendToLog(replay.log, bar);
  scoreBar(score, bar);
  if (!addBar(map, bar) || before === Number.NEGATIVE_INFINITY) return;
  const hours = map.endTime < now - HEAT.fineDays * DAY ? HEAT.coarseHours : HEAT.fineHours;
  const isSeen = Math.floor(map.endTime / (hours * HOUR)) > Math.floor(before / (hours * HOUR));
  const isForecast =
    isForecastDue(before, map.endTime) && map.endTime - map.startTime >= MAP_SCORE.minimumDays * DAY;
  if (!isSeen && !isForecast) return;
  const view = bins(map, { markPrice: map.lastClose, group, skipSeeded: true });
  if (!(view.total > 0)) return;
  if (isForecast) forecast(score, view, map.lastClose, map.range.mean, map.endTime);
  if (isSeen) {
    replay.columns.push({
      time: map.endTime,
      long: heatOf(view.long, view.total, replay),
      short: heatOf(view.short, view.total, replay),
    });
  }
}

function heatOf({ low, high, mass }: SideBins, total: number, { map, group }: MapReplay): HeatSide {
  if (mass.length === 0) return { first: 0, shares: [] };
  // The outermost bin may be cut; its middle still lies in its grid bin.
  const middle = Math.log(low[0]! * high[0]!) / 2 - map.anchor;
  const first = Math.floor(middle / (map.binWidth * group));
  return { first, shares: Array.from(mass, (each) => Math.round((SHARE_UNITS * each) / total)) };
}

/** Mean high-to-low of the last day's hours, as a fraction; null without bars. */
function meanRange({ bars1h }: MarketInputs): number | null {
  const count = bars1h?.openTime.length ?? 0;
  if (bars1h === null || count === 0) return null;
  let sum = 0;
  const from = Math.max(0, count - 24);
  for (let row = from; row < count; row += 1) sum += bars1h.high[row]! / bars1h.low[row]! - 1;
  return sum / (count - from);
}
