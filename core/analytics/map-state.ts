import type { MarketInputs } from '../domain/market-inputs.ts';
import { clusterBands } from './cluster-bands.ts';
import { liquidationDistances } from './leverage-law.ts';
import { addBar, createMap, type LiquidationMap, type MapTerms } from './liquidation-map.ts';
import { tiersOf } from './maintenance.ts';
import { bins, groupFor } from './map-bins.ts';
import { appendToLog, createLog, isCorrection, type LogWalk, logEnd, type MapLog } from './map-log.ts';
import { type TimelineBar, visitTimeline } from './map-timeline.ts';
import { addSample, createHistory, isSampleDue, type ShareHistory } from './share-history.ts';

/** What a killed worker must find again: plain JSON and typed arrays. */
export interface LiquidationMapState {
  /** What the map was built for; a state of other terms is not continued. */
  readonly key: string;
  readonly map: LiquidationMap;
  readonly log: MapLog;
  readonly history: ShareHistory;
}

/** The maintenance terms of the instrument, as distances for both sides. */
export function mapTerms(instrument: MarketInputs['instrument']): MapTerms {
  const { tiers } = tiersOf(instrument);
  const allowed = Math.max(...tiers.map((tier) => tier.maxLeverage));
  const maxLeverage = Math.min(instrument.maxLeverage ?? allowed, allowed);
  return {
    long: liquidationDistances('long', instrument.kind, tiers, maxLeverage),
    short: liquidationDistances('short', instrument.kind, tiers, maxLeverage),
  };
}

/** What a map is built for: one of other terms is not continued. */
export function mapKey({ instrument, openInterestSource }: MarketInputs): string {
  const { venue, venueSymbol, kind, maxLeverage, maintenanceTiers } = instrument;
  return JSON.stringify([venue, venueSymbol, kind, maxLeverage, maintenanceTiers, openInterestSource]);
}

/**
 * The state brought up to `inputs`: new bars are added to the one given (in place), and everything is built anew
 * where there is none, where its terms differ, or where the past was corrected.
 */
export function advanceMap(
  inputs: MarketInputs,
  given: LiquidationMapState | undefined,
): LiquidationMapState {
  const key = mapKey(inputs);
  if (given !== undefined && given.key === key && advance(given, inputs)) return given;
  const state: LiquidationMapState = {
    key,
    map: createMap(mapTerms(inputs.instrument)),
    log: createLog(),
    history: createHistory(),
  };
  advance(state, inputs);
  return state;
}

/** Adds the new bars; false when the past turned out to be another one (the state is then spoilt). */
function advance(state: LiquidationMapState, inputs: MarketInputs): boolean {
  return takeNewBars(state.log, inputs, (bar) => take(state, bar));
}

/** Hands over the bars `log` has not seen; false when one it has seen turned out to be another one. */
export function takeNewBars(log: MapLog, inputs: MarketInputs, take: (bar: TimelineBar) => void): boolean {
  const walk: LogWalk = { log, row: 0 };
  const end = logEnd(log);
  let isContinuation = true;
  visitTimeline(inputs, (bar) => {
    if (!isContinuation) return;
    if (bar.startTime < end) isContinuation = !isCorrection(walk, bar);
    else take(bar);
  });
  return isContinuation;
}

function take(state: LiquidationMapState, bar: TimelineBar): void {
  const { map } = state;
  const before = map.endTime;
  appendToLog(state.log, bar);
  if (!addBar(map, bar) || before === Number.NEGATIVE_INFINITY) return;
  if (!isSampleDue(before, map.endTime)) return;
  const view = bins(map, { markPrice: map.lastClose, group: groupFor(map.range.mean), skipSeeded: true });
  const share = (side: 'long' | 'short') =>
    view.total > 0 ? (clusterBands(view, side)[0]?.mass ?? 0) / view.total : 0;
  addSample(state.history, map.endTime, share('long'), share('short'));
}
