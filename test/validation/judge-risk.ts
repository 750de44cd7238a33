import { flushRisk } from '../../core/analytics/flush-risk.ts';
import type { FlushRiskFeatures } from '../../core/analytics/flush-risk-features.ts';
import type { MarketInputs } from '../../core/domain/market-inputs.ts';
import { HOUR, type Ms } from '../../core/domain/time.ts';
import type { TruthHours } from './flush-truth.ts';
import { riskFeaturesOf } from './online-run.ts';

/** One four-hour bar: what was said, and what the next 24 h brought. */
export interface RiskCase {
  readonly time: Ms;
  readonly symbol: string;
  readonly features: FlushRiskFeatures;
  readonly probability: number;
  readonly ifShocked: number;
  readonly flushed: boolean;
  readonly shocked: boolean;
}

/** Every four-hour bar whose next 24 h are known. */
export function riskCases(inputs: MarketInputs, truth: TruthHours, symbol: string): RiskCase[] {
  const { frames, flushAhead, shockAhead } = truth;
  const featuresAt = riskFeaturesOf(inputs, frames);
  const cases: RiskCase[] = [];
  for (let row = 0; row < frames.count; row += 1) {
    const time = frames.time[row]!;
    if (time % (4 * HOUR) !== 0 || Number.isNaN(flushAhead[row]!)) continue;
    const features = featuresAt(row);
    if (features === null) continue;
    const { probability, ifShocked } = flushRisk(features);
    const [flushed, shocked] = [flushAhead[row] === 1, shockAhead[row] === 1];
    cases.push({ time, symbol, features, probability, ifShocked, flushed, shocked });
  }
  return cases;
}
