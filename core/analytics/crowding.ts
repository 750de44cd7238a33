import { fraction } from '../domain/clause.ts';
import type { CrowdingBand, CrowdingPart, CrowdingReading } from '../domain/crowding.ts';
import type { KeyLevel } from '../domain/key-level.ts';
import type { MarketInputs } from '../domain/market-inputs.ts';
import { isKnown, type Measured, type Missing, missing } from '../domain/measured.ts';
import type { FundingReading } from '../domain/reading.ts';
import { crowdedIntoLevel } from './crowded-into-level.ts';
import { directionParts, type ScoredPart } from './crowding-direction.ts';
import { leverageParts } from './crowding-leverage.ts';
import { crowdingPoints, crowdingScore } from './crowding-score.ts';
import { CROWDING } from './parameters.ts';

export interface CrowdingContext {
  readonly funding: FundingReading;
  /** The viewed venue's own. */
  readonly premium: Measured;
  readonly openInterestValue: Measured;
  /** USD within 1 % of mid, both sides. */
  readonly depth: Measured;
  readonly atr: number | null;
  readonly keyLevels: readonly KeyLevel[];
}

/** How one-sided and how leveraged the market is now, with every part that says so. */
export function readCrowding(inputs: MarketInputs, context: CrowdingContext): CrowdingReading {
  const parts = [...directionParts(inputs, context), ...leverageParts(inputs, context.depth)];
  return judgeParts(parts, inputs, context);
}

/** The score of given parts; every known part must carry its `signal`. */
export function judgeParts(
  parts: readonly ScoredPart[],
  inputs: Pick<MarketInputs, 'markPrice' | 'receivedTime' | 'marketTime'>,
  context: Pick<CrowdingContext, 'atr' | 'keyLevels'>,
): CrowdingReading {
  const known = parts.filter((part) => part.signal !== null);
  const coverage = weightOf(known) / weightOf(parts);
  const score = measuredScore(parts, known, coverage, inputs);
  const points = isKnown(score) ? crowdingPoints(parts) : parts.map(() => null);
  const value = isKnown(score) ? score.value : null;
  return {
    score,
    band: value === null ? null : crowdingBand(value),
    side: value === null || value === 0 ? null : value > 0 ? 'long' : 'short',
    coverage,
    parts: parts.map((part, index): CrowdingPart => ({ ...part, points: points[index]! })),
    intoLevel:
      value === null ? null : crowdedIntoLevel(value, inputs.markPrice, context.atr, context.keyLevels),
  };
}

export function crowdingBand(score: number): CrowdingBand {
  const size = Math.abs(score);
  if (size < CROWDING.bands.leaning) return 'balanced';
  if (size < CROWDING.bands.crowded) return 'leaning';
  return size < CROWDING.bands.extreme ? 'crowded' : 'extreme';
}

/** As old as the oldest part in it. */
function measuredScore(
  parts: readonly ScoredPart[],
  known: readonly ScoredPart[],
  coverage: number,
  clocks: Pick<MarketInputs, 'marketTime' | 'receivedTime'>,
): Measured {
  if (coverage < CROWDING.minimumCoverage) return tooFew(parts, coverage);
  for (const axis of ['direction', 'leverage'] as const) {
    if (!known.some((part) => part.axis === axis)) {
      return missing('too-few', axis === 'direction' ? 'noDirectionPart' : 'noLeveragePart');
    }
  }
  const times = known.flatMap((part) => (isKnown(part.raw) ? [part.raw.venueTime] : []));
  return {
    value: crowdingScore(parts) ?? 0,
    venueTime: Math.min(clocks.marketTime, ...times),
    receivedTime: clocks.receivedTime,
    source: 'combined',
  };
}

function tooFew(parts: readonly ScoredPart[], coverage: number): Missing {
  const isWarmingUp = parts.some(
    (part) => 'missing' in part.percentile && part.percentile.missing === 'warming-up',
  );
  return missing(
    isWarmingUp ? 'warming-up' : 'too-few',
    'coverageLow',
    fraction(Math.floor(coverage * 100) / 100),
  );
}

function weightOf(parts: readonly ScoredPart[]): number {
  return parts.reduce((sum, part) => sum + part.weight, 0);
}
