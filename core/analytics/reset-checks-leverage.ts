import { clause, count } from '../domain/clause.ts';
import type { ChecklistItem } from '../domain/reset.ts';
import { sizeAtRank } from './heat.ts';
import { HISTORY, RESET } from './parameters.ts';
import { type CheckInput, unknownCheck } from './reset-checklist.ts';
import { rebuiltShare } from './reset-state.ts';

type CheckResult = Omit<ChecklistItem, 'id'>;

/** Leverage comes back slowly: less than a third of the drop so far. */
export function checkRebuild({ flush, openInterest, time }: CheckInput): CheckResult {
  const rebuilt = rebuiltShare(flush, openInterest);
  if (rebuilt === null) return unknownCheck(clause('openInterestUnknown'), 'fraction');
  const isSlow = rebuilt < RESET.slowRebuild;
  return {
    verdict: isSlow ? 'pass' : 'fail',
    value: rebuilt,
    threshold: RESET.slowRebuild,
    unit: 'fraction',
    note: clause(isSlow ? 'leverageGone' : 'leverageBack'),
    venueTime: time,
  };
}

/**
 * The crowd no longer pays up: excess funding turned against the flushed side (`flipped`), or fell to at most half
 * of what it was, or to its own usual size (`cooled`).
 */
export function checkFunding({ series, flush, crowd, time }: CheckInput): CheckResult {
  const heat = series.excessAt(time);
  if (heat === null)
    return unknownCheck(clause('fundingUnderDays', count(HISTORY.minimumDays)), 'rate-per-hour');
  const paid = crowd * heat.value;
  const before = flush.excessBefore === null ? 0 : crowd * flush.excessBefore;
  const limit = Math.max(before * RESET.fundingCooledTo, sizeAtRank(heat, RESET.usualRank));
  const verdict = paid <= limit ? 'pass' : 'fail';
  const note = clause(paid < 0 ? 'fundingFlipped' : verdict === 'pass' ? 'fundingCooled' : 'fundingPaid');
  const sign = (value: number) => (value === 0 ? 0 : crowd * value);
  return {
    verdict,
    value: heat.value,
    threshold: sign(limit),
    unit: 'rate-per-hour',
    note,
    venueTime: heat.time,
  };
}

/** Perp and spot agree again: the premium is no larger than it usually is, or points against the flushed side. */
export function checkBasis({ series, crowd, time }: CheckInput): CheckResult {
  const heat = series.premiumAt(time);
  if (heat === null) return unknownCheck(clause('premiumUnderDays', count(HISTORY.minimumDays)), 'fraction');
  const usual = sizeAtRank(heat, RESET.usualRank);
  const isCompressed = crowd * heat.value <= usual;
  return {
    verdict: isCompressed ? 'pass' : 'fail',
    value: heat.value,
    threshold: usual === 0 ? 0 : crowd * usual,
    unit: 'fraction',
    note: clause(isCompressed ? 'basisCompressed' : 'basisStretched'),
    venueTime: heat.time,
  };
}
