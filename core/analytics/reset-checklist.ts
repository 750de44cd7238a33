import type { Clause } from '../domain/clause.ts';
import type { ChecklistId, ChecklistItem } from '../domain/reset.ts';
import type { Ms } from '../domain/time.ts';
import { checkBasis, checkFunding, checkRebuild } from './reset-checks-leverage.ts';
import { checkBtcRegime, checkDepth, checkKeyLevel, checkSpotLead } from './reset-checks-market.ts';
import type { EvidenceSeries, ResetContext } from './reset-evidence.ts';
import type { TrackedFlush } from './reset-state.ts';

/** What a check may look at: the market as known at `row`, and the flush being judged. */
export interface CheckInput {
  readonly series: EvidenceSeries;
  readonly row: number;
  readonly time: Ms;
  readonly close: number;
  readonly openInterest: number | null;
  readonly flush: TrackedFlush;
  /** +1 when longs were flushed, −1 when shorts were: turns every check into its mirror. */
  readonly crowd: 1 | -1;
  /** The present; null for rows of the past. */
  readonly context: ResetContext | null;
}

type Check = (input: CheckInput) => Omit<ChecklistItem, 'id'>;

const CHECKS: readonly (readonly [ChecklistId, Check])[] = [
  ['slow-rebuild', checkRebuild],
  ['funding', checkFunding],
  ['basis', checkBasis],
  ['spot-leads', checkSpotLead],
  ['depth', checkDepth],
  ['key-level', checkKeyLevel],
  ['btc-regime', checkBtcRegime],
];

/** Every check of a reset as of `row`; what cannot be known is `unknown`, never a pass. */
export function resetChecklist(
  series: EvidenceSeries,
  row: number,
  flush: TrackedFlush,
  context: ResetContext | null,
): ChecklistItem[] {
  const { frames, inputs } = series;
  const openInterest = frames.openInterest[row]! > 0 ? frames.openInterest[row]! : null;
  const input: CheckInput = {
    series,
    row,
    time: frames.time[row]!,
    close: frames.close[row]!,
    openInterest,
    flush,
    crowd: flush.side === 'long' ? 1 : -1,
    context,
  };
  const applies = CHECKS.filter(([id]) => id !== 'btc-regime' || inputs.instrument.asset !== 'BTC');
  return applies.map(([id, check]) => ({ id, ...check(input) }));
}

/** A check that could not be made, and why. */
export function unknownCheck(note: Clause, unit: ChecklistItem['unit']): Omit<ChecklistItem, 'id'> {
  return { verdict: 'unknown', value: null, threshold: null, unit, note, venueTime: null };
}
