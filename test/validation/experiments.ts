import { flushProgress } from '../../core/analytics/flush-progress.ts';
import { FLUSH } from '../../core/analytics/parameters.ts';
import { HOUR, type Ms } from '../../core/domain/time.ts';
import { type BuildingScore, buildingScore } from './building.ts';
import type { TruthHours } from './flush-truth.ts';
import { detectionTimes, type FlushScore, scoreFlushes, tallyFlushes } from './judge-flush.ts';
import type { MarketRun } from './market-run.ts';
import { onlineRuns } from './online-run.ts';
import { namedCases } from './part-risk.ts';
import { CHECKING, type Period, TUNING } from './periods.ts';
import { type RiskDesign, riskDesigns } from './richer-risk.ts';
import { type SensitivityGroup, sensitivities } from './sensitivity.ts';
import { withParameter } from './with-parameter.ts';

export interface OperatingPoint {
  readonly name: string;
  readonly tuning: FlushScore;
  readonly checking: FlushScore;
}

export interface Experiments {
  readonly operating: readonly OperatingPoint[];
  readonly riskDesigns: readonly RiskDesign[];
  readonly building: Readonly<Record<string, BuildingScore>>;
  readonly sensitivity: readonly SensitivityGroup[];
}

const ODDS = [0.36, 0.4, 0.42, 0.44, 0.46, 0.5];
const SHARES_OF_DEFINITION = [0.7, 0.8, 0.85, 0.9, 1];

/** Everything that takes minutes: run for the report, not for every judging. */
export function runExperiments(markets: readonly MarketRun[]): Experiments {
  const runs = markets.map(({ inputs }) => onlineRuns(inputs));
  return {
    operating: [
      ...ODDS.map((odds) => ({
        name: `odds of completion ≥ ${odds}`,
        ...withParameter(FLUSH, 'completionOdds', odds, () =>
          scoresOf(
            markets,
            runs.map((run) => detectionTimes(run())),
          ),
        ),
      })),
      ...SHARES_OF_DEFINITION.map((share) => ({
        name: `${share * 100} % of the definition, no model`,
        ...scoresOf(
          markets,
          markets.map(({ truth }) => progressRule(truth, share)),
        ),
      })),
    ],
    riskDesigns: riskDesigns(markets, namedCases(markets)),
    building: {
      tuning: buildingScore(markets, TUNING),
      checking: buildingScore(markets, CHECKING),
    },
    sensitivity: sensitivities(markets),
  };
}

function scoresOf(markets: readonly MarketRun[], times: readonly Ms[][]) {
  const of = ({ from, to }: Period) =>
    scoreFlushes(markets.map(({ truth }, index) => tallyFlushes(truth, times[index]!, from, to)));
  return { tuning: of(TUNING), checking: of(CHECKING) };
}

/** Without a model: called at a fixed share of the definition; silent until it has been under 80 % of it for 6 h. */
function progressRule({ frames, sigma }: TruthHours, share: number): Ms[] {
  const times: Ms[] = [];
  let lastHeld = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < frames.count; row += 1) {
    const known = Number.isNaN(sigma[row]!) ? null : sigma[row]!;
    const progress = flushProgress(frames, row, known, Number.NEGATIVE_INFINITY)?.progress ?? 0;
    if (progress < 0.8 * share) continue;
    const now = frames.time[row]!;
    const isOn = now - lastHeld < 6 * HOUR;
    if (!isOn && progress < share) continue;
    if (!isOn) times.push(now);
    lastHeld = now;
  }
  return times;
}
