import { bitcoinBars, flushRiskFeatures } from '../../core/analytics/flush-risk-features.ts';
import type { MarketFrames } from '../../core/analytics/frame-columns.ts';
import { excessSeries } from '../../core/analytics/live-series.ts';
import { marketFrames } from '../../core/analytics/market-frames.ts';
import { resetEvidence } from '../../core/analytics/reset-evidence.ts';
import { transition } from '../../core/analytics/reset-machine.ts';
import {
  INITIAL_RESET_STATE,
  type ResetMachineState,
  type TrackedFlush,
} from '../../core/analytics/reset-state.ts';
import type { Clause } from '../../core/domain/clause.ts';
import type { MarketInputs } from '../../core/domain/market-inputs.ts';
import type { ResetState } from '../../core/domain/reset.ts';
import type { Ms } from '../../core/domain/time.ts';

/** A change of state as it was announced, and the flush it was about. */
export interface Announcement {
  readonly time: Ms;
  readonly row: number;
  readonly from: ResetState;
  readonly to: ResetState;
  readonly because: readonly Clause[];
  readonly flush: TrackedFlush | null;
}

/** The product's own functions fed bar by bar, everything they said kept. */
export interface OnlineRun {
  readonly frames: MarketFrames;
  /** The machine after each row. */
  readonly machines: readonly ResetMachineState[];
  readonly announcements: readonly Announcement[];
}

export type RunOnline = (inputs: MarketInputs) => OnlineRun;

export const runOnline: RunOnline = (inputs) => onlineRuns(inputs)();

/**
 * The same market to be run several times, with other thresholds or weights in between: what does not depend on them
 * is found once.
 */
export function onlineRuns(inputs: MarketInputs): () => OnlineRun {
  const frames = marketFrames(inputs);
  const evidenceOf = resetEvidence(inputs, frames);
  return () => {
    const machines: ResetMachineState[] = [];
    const announcements: Announcement[] = [];
    let machine = INITIAL_RESET_STATE;
    for (let row = 0; row < frames.count; row += 1) {
      const next = transition(machine, evidenceOf(row, machine, null));
      if (next.transitions !== machine.transitions) {
        announcements.push({ ...next.transitions.at(-1)!, row, flush: next.flush });
      }
      machine = next;
      machines.push(machine);
    }
    return { frames, machines, announcements };
  };
}

/** Features of the risk model for hourly rows of `frames`. */
export function riskFeaturesOf(inputs: MarketInputs, frames: MarketFrames) {
  return flushRiskFeatures(frames, excessSeries(inputs), bitcoinBars(inputs));
}
