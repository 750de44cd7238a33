import { clause, count, level as levelKind } from '../domain/clause.ts';
import type { ChecklistItem } from '../domain/reset.ts';
import type { BarSeries } from '../domain/series.ts';
import { DAY, HOUR, type Ms } from '../domain/time.ts';
import { RESET } from './parameters.ts';
import { priorExtreme } from './prior-extremes.ts';
import { type CheckInput, unknownCheck } from './reset-checklist.ts';
import { barsClosedBetween, firstAfter, pointsBetween } from './series-slices.ts';

type CheckResult = Omit<ChecklistItem, 'id'>;

/**
 * Spot carries the move back: over the last hours spot takers lean further against the flush than perp takers, and
 * spot's share of the volume is at least its usual one. Without taker data volume alone cannot say who leads.
 */
export function checkSpotLead({ series, time, crowd }: CheckInput): CheckResult {
  const { spotBars1h, bars1h } = series.inputs;
  if (spotBars1h === null || bars1h === null) return unknownCheck(clause('noSpotBars'), 'ratio');
  const from = time - RESET.spotHours * HOUR;
  const spot = tradedBetween(spotBars1h, from, time);
  const perp = tradedBetween(bars1h, from, time);
  const usualSpot = tradedBetween(spotBars1h, time - RESET.spotUsualDays * DAY, from);
  const usualPerp = tradedBetween(bars1h, time - RESET.spotUsualDays * DAY, from);
  if (spot === null || perp === null || usualSpot === null || usualPerp === null) {
    return unknownCheck(clause('fewBars'), 'ratio');
  }
  const lead = crowd * (spot.imbalance - perp.imbalance);
  if (Number.isNaN(lead)) return unknownCheck(clause('takersUnpublished'), 'ratio');
  const ratio = spot.volume / perp.volume / (usualSpot.volume / usualPerp.volume);
  if (!Number.isFinite(ratio)) return unknownCheck(clause('nothingTraded'), 'ratio');
  const leads = lead > 0 && ratio >= 1;
  const note = clause(lead > 0 ? 'spotLeads' : 'perpsLead');
  return {
    verdict: leads ? 'pass' : 'fail',
    value: ratio,
    threshold: 1,
    unit: 'ratio',
    note,
    venueTime: time,
  };
}

/** USD within 1 % of mid against its own median before the flush. */
export function checkDepth({ series, time, flush, context }: CheckInput): CheckResult {
  const history = series.inputs.depthHistory;
  if (history === null) return unknownCheck(clause('noDepthSamples'), 'ratio');
  const before = pointsBetween(history, Number.NEGATIVE_INFINITY, flush.startTime);
  const sizes = before.value.filter((size) => size > 0).sort();
  if (sizes.length < RESET.leastDepthSamples) return unknownCheck(clause('fewDepthSamples'), 'ratio');
  const newest = firstAfter(history.time, time) - 1;
  const isFresh = time - history.time[newest]! <= RESET.depthMaxAgeMs;
  const now = context?.depthWithinOnePercent ?? (isFresh ? history.value[newest]! : null);
  if (now === null || !(now >= 0)) return unknownCheck(clause('noRecentDepth'), 'ratio');
  const ratio = now / sizes[sizes.length >> 1]!;
  const isBack = ratio >= RESET.depthBack;
  return {
    verdict: isBack ? 'pass' : 'fail',
    value: ratio,
    threshold: RESET.depthBack,
    unit: 'ratio',
    note: clause(isBack ? 'bookBack' : 'bookThin'),
    venueTime: context?.depthWithinOnePercent == null ? history.time[newest]! : time,
  };
}

/** The level the flush ran into holds: price is on the side it came from. */
export function checkKeyLevel({ flush, close, crowd, time }: CheckInput): CheckResult {
  if (flush.keyLevel === null) return unknownCheck(clause('noLevelAhead'), 'price');
  const { price, kind } = flush.keyLevel;
  const isHeld = crowd * (close - price) >= 0;
  const wasReached = crowd * (flush.priceExtreme - price) <= 0;
  const fate = isHeld ? (wasReached ? 'levelReclaimed' : 'levelHeld') : 'levelLost';
  return {
    verdict: isHeld ? 'pass' : 'fail',
    value: close,
    threshold: price,
    unit: 'price',
    note: clause(fate, levelKind(kind)),
    venueTime: time,
  };
}

/** BTC has not spent the last four hours beyond its prior week's extreme. */
export function checkBtcRegime({ series, time, crowd }: CheckInput): CheckResult {
  const bars = series.inputs.btcBars1h;
  if (bars === null) return unknownCheck(clause('noBtcBars'), 'price');
  const recent = barsClosedBetween(bars, time - RESET.reclaimHours * HOUR, time);
  const kind = crowd === 1 ? 'week-low' : 'week-high';
  const level = priorExtreme(bars, time, kind);
  if (level === null || recent.close.length < RESET.reclaimHours) {
    return unknownCheck(clause('fewBtcBars'), 'price');
  }
  const held = recent.close.some((close) => crowd * (close - level) >= 0);
  return {
    verdict: held ? 'pass' : 'fail',
    value: recent.close.at(-1)!,
    threshold: level,
    unit: 'price',
    note: held
      ? clause('btcHolds', levelKind(kind))
      : clause('btcBeyond', levelKind(kind), count(RESET.reclaimHours)),
    venueTime: recent.openTime.at(-1)! + bars.stepMs,
  };
}

/** Volume and taker imbalance of the bars closed in (from, to]; null when over a quarter of them are missing. */
function tradedBetween(bars: BarSeries, from: Ms, to: Ms): { volume: number; imbalance: number } | null {
  const { volume, takerBuyVolume, close } = barsClosedBetween(bars, from, to);
  if (close.length < (RESET.spotLeastShare * (to - from)) / bars.stepMs) return null;
  let traded = 0;
  let bought = 0;
  for (let row = 0; row < close.length; row += 1) {
    traded += volume[row]!;
    bought += takerBuyVolume[row]!;
  }
  return { volume: traded, imbalance: (2 * bought - traded) / traded };
}
