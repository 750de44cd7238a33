import type { MarketInputs } from '../domain/market-inputs.ts';
import type { ResetReading } from '../domain/reset.ts';
import type { MarketFrames } from './frame-columns.ts';
import { joinFrames, liveFrames } from './live-frames.ts';
import { marketFrames } from './market-frames.ts';
import { type EvidenceOf, type ResetContext, type ResetEvidence, resetEvidence } from './reset-evidence.ts';
import { transition, transitionWithinBar } from './reset-machine.ts';
import { INITIAL_RESET_STATE, type ResetMachineState, rebuiltShare, toRecord } from './reset-state.ts';

export type { ResetContext } from './reset-evidence.ts';
export type { ResetMachineState } from './reset-state.ts';

/**
 * The reset state of one instrument now, and the machine's memory to hand back next time.
 * Bars are fed one by one; with a `state` only those that closed after the last one fed. What was once said stays:
 * bars that arrive late or corrected change nothing before the newest bar fed.
 *
 * `openInterestBefore` of a flush is the highest open interest of the 24 h before detection (after the low of the
 * flush before it), `openInterestLow` the lowest since, until the first verdict.
 */
export function readReset(
  inputs: MarketInputs,
  context: ResetContext,
  state?: ResetMachineState,
): { reset: ResetReading; state: ResetMachineState } {
  const start = state?.version === 1 ? state : INITIAL_RESET_STATE;
  const closed = marketFrames(inputs);
  const live = liveFrames(inputs);
  const frames = live === null ? closed : joinFrames(closed, live);
  if (frames.count === 0 || !frames.openInterest.some((value) => value > 0)) {
    return { reset: nothingKnown(inputs), state: start };
  }
  const evidenceOf = resetEvidence(inputs, frames);
  const fed = feedBars(start, frames, closed.count, evidenceOf);
  const evidence = evidenceOf(frames.count - 1, fed, context);
  const machine = live === null ? fed : withinBar(fed, evidence);
  const shown = machine === fed ? evidence : evidenceOf(frames.count - 1, machine, context);
  return { reset: toReading(machine, shown), state: machine };
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
    machine = { ...transition(machine, evidenceOf(row, machine, null)), lastBarTime: time };
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
    missing: bars5m === null && bars1h === null ? 'no price bars yet' : 'no open interest history yet',
    since: null,
    flush: null,
    rebuilt: null,
    checklist: [],
    invalidations: [],
    pastFlushes: [],
    transitions: [],
  };
}
