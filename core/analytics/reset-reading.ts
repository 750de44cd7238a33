import { clause } from '../domain/clause.ts';
import type { MarketInputs } from '../domain/market-inputs.ts';
import type { ResetReading } from '../domain/reset.ts';
import type { PointSeries } from '../domain/series.ts';
import { HOUR, type Ms } from '../domain/time.ts';
import type { MarketFrames } from './frame-columns.ts';
import { joinFrames, liveFrames } from './live-frames.ts';
import { marketFrames } from './market-frames.ts';
import { OPEN_INTEREST } from './parameters.ts';
import { earliest, hasMorePast, type Reach, reachesFurther, reachOf, withRow } from './reset-coverage.ts';
import { type EvidenceOf, type ResetContext, type ResetEvidence, resetEvidence } from './reset-evidence.ts';
import { transition, transitionWithinBar } from './reset-machine.ts';
import { INITIAL_RESET_STATE, type ResetMachineState, rebuiltShare, toRecord } from './reset-state.ts';

export type { ResetContext } from './reset-evidence.ts';
export type { ResetMachineState } from './reset-state.ts';

/**
 * The reset state of one instrument now, and the machine's memory to hand back next time.
 * Bars are fed one by one; with a `state` only those that closed after the last one fed. What was once said stays:
 * corrected bars change nothing before the newest bar fed. Bars after the newest open interest are fed for this
 * Reading alone, and again once it is known; when hours or whole series arrive that were missing (a cold pair's
 * backfill, a night asleep) the whole past is.
 *
 * `openInterestBefore` of a flush is the highest open interest of the 24 h before detection (after the low of the
 * flush before it), `openInterestLow` the lowest since, until the first verdict.
 */
export function readReset(
  inputs: MarketInputs,
  context: ResetContext,
  state?: ResetMachineState,
): { reset: ResetReading; state: ResetMachineState } {
  const closed = marketFrames(inputs);
  const start = startFrom(state?.version === 2 ? state : INITIAL_RESET_STATE, closed, reachOf(inputs));
  const live = liveFrames(inputs);
  const frames = live === null ? closed : joinFrames(closed, live);
  if (frames.count === 0 || !frames.openInterest.some((value) => value > 0)) {
    return { reset: nothingKnown(inputs), state: start };
  }
  const evidenceOf = resetEvidence(inputs, frames);
  const settled = feedBars(start, frames, settledCount(inputs, closed), evidenceOf);
  const fed = feedBars(settled, frames, closed.count, evidenceOf);
  const evidence = evidenceOf(frames.count - 1, fed, context);
  const machine = live === null ? fed : withinBar(fed, evidence);
  if (machine === fed) return { reset: toReading(machine, evidence), state: settled };
  return { reset: toReading(machine, evidenceOf(frames.count - 1, machine, context)), state: machine };
}

/** Rows up to the newest open interest: what the bars after it did to positions is not known before the next. */
function settledCount({ openInterest5m, openInterest1h, marketTime }: MarketInputs, closed: MarketFrames) {
  const newest = Math.max(
    newestUntil(openInterest5m, marketTime),
    newestUntil(openInterest1h, marketTime),
    marketTime - OPEN_INTEREST.longestGapHours * HOUR,
  );
  let count = closed.count;
  while (count > 0 && closed.time[count - 1]! > newest) count -= 1;
  return count;
}

function newestUntil(points: PointSeries | null, now: Ms): Ms {
  return points?.time.findLast((time) => time <= now) ?? Number.NEGATIVE_INFINITY;
}

/** `state`, or a new one once the past reaches where it never was; flushes from before the first bar stay known. */
function startFrom(state: ResetMachineState, closed: MarketFrames, reach: Reach): ResetMachineState {
  const { past } = state;
  if (past === null) return { ...state, reach };
  if (!hasMorePast(past, closed, closed.count) && !reachesFurther(state.reach, reach)) {
    return { ...state, reach: earliest(state.reach, reach) };
  }
  const first = closed.time[0] ?? past.from;
  const pastFlushes = state.pastFlushes.filter(({ detectedTime }) => detectedTime < first);
  return { ...INITIAL_RESET_STATE, pastFlushes, reach };
}

/** Every bar of `frames` that closed after the last one fed. */
export function feedBars(
  state: ResetMachineState,
  frames: MarketFrames,
  closedCount: number,
  evidenceOf: EvidenceOf,
): ResetMachineState {
  let machine = state;
  for (let row = 0; row < closedCount; row += 1) {
    const time = frames.time[row]!;
    if (machine.lastBarTime !== null && time <= machine.lastBarTime) continue;
    machine = {
      ...transition(machine, evidenceOf(row, machine, null)),
      lastBarTime: time,
      past: frames.openInterest[row]! > 0 ? withRow(machine.past, time) : machine.past,
    };
  }
  return machine;
}

function withinBar(machine: ResetMachineState, evidence: ResetEvidence): ResetMachineState {
  const next = transitionWithinBar(machine, evidence);
  return next === machine ? machine : { ...next, lastBarTime: evidence.time };
}

function toReading(machine: ResetMachineState, evidence: ResetEvidence): ResetReading {
  const { flush } = machine;
  return {
    state: machine.state,
    missing: null,
    since: machine.transitions.length === 0 ? null : machine.since,
    flush: flush && toRecord(flush),
    rebuilt: flush && rebuiltShare(flush, evidence.openInterest),
    checklist: evidence.checklist,
    invalidations: evidence.invalidations,
    pastFlushes: machine.pastFlushes,
    transitions: machine.transitions,
  };
}

function nothingKnown({ bars5m, bars1h }: MarketInputs): ResetReading {
  return {
    state: null,
    missing: clause(bars5m === null && bars1h === null ? 'noPriceHistory' : 'noOpenInterestHistory'),
    since: null,
    flush: null,
    rebuilt: null,
    checklist: [],
    invalidations: [],
    pastFlushes: [],
    transitions: [],
  };
}
