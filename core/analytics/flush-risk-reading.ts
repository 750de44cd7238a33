import { count as countOf } from '../domain/clause.ts';
import type { FlushRiskReading } from '../domain/crowding.ts';
import type { MarketInputs } from '../domain/market-inputs.ts';
import { missing } from '../domain/measured.ts';
import { HOUR, type Ms } from '../domain/time.ts';
import { flushRisk } from './flush-risk.ts';
import { bitcoinBars, type FlushRiskFeatures, flushRiskFeatures } from './flush-risk-features.ts';
import type { MarketFrames } from './frame-columns.ts';
import { joinFrames, liveFrames } from './live-frames.ts';
import { excessSeries } from './live-series.ts';
import { marketFrames } from './market-frames.ts';
import { FLUSH_RISK } from './parameters.ts';
import { computed } from './provenance.ts';

/** The usual risk of the closed hours behind it; plain JSON. */
export interface UsualRisk {
  /**
   * Of the closed bars it was taken over: how many, the last, and their open interest added up. A corrected price
   * among them counts from the next bar on.
   */
  readonly count: number;
  readonly lastTime: Ms;
  readonly openInterest: number;
  /** Mean probability; null without an earlier day. */
  readonly usual: number | null;
}

/**
 * The calibrated probability of a flush within 24 h, and of one if a 1.5 σ shock comes. Neither the nearness of key
 * levels nor the nearest cluster's mass improved it on dates it was not fitted on, so it does not ask for them.
 * @param state of the last call for the same instrument: what is usual changes only with its closed bars
 */
export function readFlushRisk(
  inputs: MarketInputs,
  state?: UsualRisk | null,
): { flushRisk: FlushRiskReading; state: UsualRisk | null } {
  // Hours are enough: the model was fitted on them, and a day is its horizon.
  const closed = marketFrames({ ...inputs, bars5m: inputs.bars1h === null ? inputs.bars5m : null });
  const live = liveFrames(inputs);
  const frames = live === null ? closed : joinFrames(closed, live);
  const featuresAt = flushRiskFeatures(frames, excessSeries(inputs), bitcoinBars(inputs));
  const newest = frames.count - 1;
  const features = newest < 0 ? null : featuresAt(newest);
  if (features === null) {
    const unknown = missing('warming-up', 'movingDays', countOf(FLUSH_RISK.minimumDays));
    return {
      flushRisk: { probability: unknown, usual: unknown, ifShocked: unknown, drivers: [] },
      state: null,
    };
  }
  const measured = (value: number) =>
    computed(inputs, value, frames.time[newest]!, inputs.openInterestSource ?? 'estimate');
  const { probability, ifShocked, drivers } = flushRisk(features);
  const past = usualRisk(closed, featuresAt, state ?? null);
  return {
    flushRisk: {
      probability: measured(probability),
      usual: past.usual === null ? missing('warming-up', 'noEarlierDay') : measured(past.usual),
      ifShocked: measured(ifShocked),
      drivers,
    },
    state: past,
  };
}

function usualRisk(
  closed: MarketFrames,
  featuresAt: (row: number) => FlushRiskFeatures | null,
  known: UsualRisk | null,
): UsualRisk {
  const { count } = closed;
  const lastTime = closed.time[count - 1] ?? 0;
  const openInterest = closed.openInterest.reduce((sum, value) => (value > 0 ? sum + value : sum), 0);
  if (known?.count === count && known.lastTime === lastTime && known.openInterest === openInterest) {
    return known;
  }
  const past: number[] = [];
  for (const row of closed.hourRows) {
    if (closed.time[row]! % (FLUSH_RISK.usualStepHours * HOUR) !== 0) continue;
    const then = featuresAt(row);
    if (then !== null) past.push(flushRisk(then).probability);
  }
  const usual = past.length === 0 ? null : past.reduce((sum, each) => sum + each / past.length, 0);
  return { count, lastTime, openInterest, usual };
}
