import type { CascadeReading } from '../domain/cascade.ts';
import type { MarketInputs } from '../domain/market-inputs.ts';
import { isKnown, type Measured, missing } from '../domain/measured.ts';
import type { Assessment, PriceReading } from '../domain/reading.ts';
import { readCascade } from './cascade-reading.ts';
import { cleanInputs } from './clean-inputs.ts';
import { type LiquidationMapState, readClusters } from './clusters-reading.ts';
import { readCrowding } from './crowding.ts';
import { readFlushRisk, type UsualRisk } from './flush-risk-reading.ts';
import { readFunding } from './funding.ts';
import { readGrade } from './grade.ts';
import { keyLevels } from './key-levels.ts';
import { comparableOpenInterest, readOpenInterest } from './open-interest.ts';
import { openInterestIntegrity } from './open-interest-integrity.ts';
import { HISTORY } from './parameters.ts';
import { premium } from './premium.ts';
import { combine, computed } from './provenance.ts';
import { type ResetMachineState, readReset } from './reset-reading.ts';
import { coveredDays } from './series-slices.ts';
import { readSparkline } from './sparkline.ts';
import { averageTrueRange, type BarStatistic, sigmaPerRootHour } from './volatility.ts';

/** What a killed worker needs to continue: typed arrays and plain JSON, safe to clone and store. */
export interface AssessmentState {
  readonly clusters: LiquidationMapState;
  readonly reset: ResetMachineState;
  readonly flushRisk: UsualRisk | null;
}

/**
 * Everything analytics has to say about one instrument at `inputs.marketTime`; nothing after it is looked at.
 * The state of the last call for the same instrument spares rebuilding the past and keeps verdicts once given; it is
 * advanced in place, so hand each one on to one call only.
 */
export function assess(
  inputs: MarketInputs,
  state?: AssessmentState,
): { assessment: Assessment; state: AssessmentState } {
  const market = cleanInputs(inputs);
  const price = readPrice(market);
  const funding = readFunding(market);
  const openInterest = readOpenInterest(market);
  const atr = valueOrNull(price.atr);
  const sigmaHour = valueOrNull(price.sigmaHour);
  const mark = valueOrNull(market.markPrice);
  const levels = mark === null || atr === null ? [] : keyLevels(mark, atr, market.bars1h, market.marketTime);

  const map = readClusters(market, { atr, sigmaHour, keyLevels: levels }, state?.clusters);
  const cascade = readCascade(market, map.clusters);
  const depth = depthWithinOnePercent(cascade);
  const crowding = readCrowding(market, {
    funding,
    premium: price.premium,
    openInterestValue: openInterest.openInterestValue,
    depth,
    atr,
    keyLevels: levels,
  });
  const reset = readReset(
    market,
    { keyLevels: levels, depthWithinOnePercent: valueOrNull(depth) },
    state?.reset,
  );
  const risk = readFlushRisk(market, state?.flushRisk);

  const assessment: Assessment = {
    price,
    funding,
    openInterest,
    crowding,
    flushRisk: risk.flushRisk,
    keyLevels: levels,
    clusters: map.clusters,
    cascade,
    reset: reset.reset,
    sparkline: readSparkline(market, comparableOpenInterest(market)),
    grade: readGrade(market, {
      openInterestValue: openInterest.openInterestValue,
      integrity: integrityOf(market),
      depth,
      coverage: crowding.coverage,
    }),
    history: { days: daysOfHistory(market), wantedDays: HISTORY.wantedDays },
  };
  return { assessment, state: { clusters: map.state, reset: reset.state, flushRisk: risk.state } };
}

/** USD resting within 1 % of mid, both sides added; what the feed samples into `depthHistory`. */
export function depthWithinOnePercent(cascade: CascadeReading): Measured {
  return combine(cascade.bids, cascade.asks, (bids, asks) => bids.depthAtOnePercent + asks.depthAtOnePercent);
}

function readPrice(market: MarketInputs): PriceReading {
  const { bars1h, bars5m, marketTime: now } = market;
  const measured = (statistic: BarStatistic | null, why: 'fewBarsForAtr' | 'fewBarsForSigma'): Measured =>
    statistic === null
      ? missing('too-few', why)
      : computed(market, statistic.value, statistic.venueTime, market.instrument.venue);
  const sigma = (bars5m && sigmaPerRootHour(bars5m, now)) ?? (bars1h && sigmaPerRootHour(bars1h, now));
  return {
    markPrice: market.markPrice,
    indexPrice: market.indexPrice,
    premium: premium(market.markPrice, market.indexPrice),
    atr: measured(bars1h && averageTrueRange(bars1h, now), 'fewBarsForAtr'),
    sigmaHour: measured(sigma, 'fewBarsForSigma'),
  };
}

function integrityOf(market: MarketInputs) {
  const isFine = market.openInterest5m !== null;
  return openInterestIntegrity(
    isFine ? market.openInterest5m : market.openInterest1h,
    (isFine ? market.bars5m : market.bars1h) ?? market.bars1h,
    market.marketTime,
    market.openInterestSource !== market.instrument.venue,
  );
}

/** Of open interest, which carries half of the leverage; of bars where a venue has no such series. */
function daysOfHistory(market: MarketInputs): number {
  const times = market.openInterest1h?.time ?? market.bars1h?.openTime;
  if (times === undefined) return 0;
  return Math.min(HISTORY.wantedDays, coveredDays(times, market.marketTime));
}

function valueOrNull(measured: Measured): number | null {
  return isKnown(measured) ? measured.value : null;
}
