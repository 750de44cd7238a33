import type { FlushRiskReading } from '../domain/crowding.ts';
import type { MarketInputs } from '../domain/market-inputs.ts';
import { missing } from '../domain/measured.ts';
import { HOUR } from '../domain/time.ts';
import { flushRisk } from './flush-risk.ts';
import { flushRiskFeatures } from './flush-risk-features.ts';
import { joinFrames, liveFrames } from './live-frames.ts';
import { excessSeries } from './live-series.ts';
import { marketFrames } from './market-frames.ts';
import { FLUSH_RISK } from './parameters.ts';
import { computed } from './provenance.ts';

/**
 * The calibrated probability of a flush within 24 h, and of one if a 1.5 σ shock comes. Neither the nearness of key
 * levels nor the nearest cluster's mass improved it on dates it was not fitted on, so it does not ask for them.
 */
export function readFlushRisk(inputs: MarketInputs, _context?: unknown): FlushRiskReading {
  // Hours are enough: the model was fitted on them, and a day is its horizon.
  const closed = marketFrames({ ...inputs, bars5m: inputs.bars1h === null ? inputs.bars5m : null });
  const live = liveFrames(inputs);
  const frames = live === null ? closed : joinFrames(closed, live);
  const featuresAt = flushRiskFeatures(frames, excessSeries(inputs));
  const newest = frames.count - 1;
  const features = newest < 0 ? null : featuresAt(newest);
  if (features === null) {
    const unknown = missing(
      'warming-up',
      `under ${FLUSH_RISK.minimumDays} days of moving price and open interest`,
    );
    return { probability: unknown, usual: unknown, ifShocked: unknown, drivers: [] };
  }
  const measured = (value: number) =>
    computed(inputs, value, frames.time[newest]!, inputs.openInterestSource ?? 'estimate');
  const { probability, ifShocked, drivers } = flushRisk(features);
  const past: number[] = [];
  for (const row of closed.hourRows) {
    if (closed.time[row]! % (FLUSH_RISK.usualStepHours * HOUR) !== 0) continue;
    const then = featuresAt(row);
    if (then !== null) past.push(flushRisk(then).probability);
  }
  const usual = past.reduce((sum, each) => sum + each / past.length, 0);
  return {
    probability: measured(probability),
    usual: past.length === 0 ? missing('warming-up', 'no earlier day to compare with') : measured(usual),
    ifShocked: measured(ifShocked),
    drivers,
  };
}
