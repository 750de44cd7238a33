import type { ChecklistItem, Invalidation } from '../domain/reset.ts';
import { sizeAtRank } from './heat.ts';
import { RESET } from './parameters.ts';
import type { EvidenceSeries, ResetContext } from './reset-evidence.ts';
import type { TrackedFlush } from './reset-state.ts';
import { barsClosedBetween } from './series-slices.ts';

/** What would end the verdict, in numbers. One that cannot be judged is listed without `met`. */
export function invalidationsOf(
  series: EvidenceSeries,
  row: number,
  flush: TrackedFlush,
  checklist: readonly ChecklistItem[],
  context: ResetContext | null,
): Invalidation[] {
  const { frames } = series;
  const crowd = flush.side === 'long' ? 1 : -1;
  const close = frames.close[row]!;
  const item = (id: ChecklistItem['id']) => checklist.find((each) => each.id === id);
  const found: Invalidation[] = [
    {
      ...NOTHING,
      id: 'oi-above-pre-flush',
      openInterest: flush.openInterestBefore,
      price: flush.priceBefore,
      met: frames.openInterest[row]! >= flush.openInterestBefore && crowd * (close - flush.priceBefore) < 0,
    },
  ];

  const heat = series.excessAt(frames.time[row]!);
  if (heat !== null) {
    const limit = Math.max(sizeAtRank(heat, RESET.fundingInvalidRank), Number.MIN_VALUE);
    const paidUp = crowd * heat.value >= limit;
    const fundingHourly = crowd * limit;
    const met = paidUp && item('spot-leads')?.verdict === 'fail';
    found.push({ ...NOTHING, id: 'funding-without-spot', fundingHourly, met });
  }

  const btc = item('btc-regime');
  if (btc !== undefined && btc.threshold !== null) {
    const met = btc.verdict === 'fail' && heldSince(series, row, flush, btc.threshold);
    found.push({ ...NOTHING, id: 'btc-support-lost', price: btc.threshold, met });
  }

  const next = nextLevel(context, crowd);
  if (next !== null) found.push({ ...NOTHING, id: 'key-level-lost', price: next });
  return found;
}

/**
 * BTC stood on the right side of its level at some time since the flush ended. A flush mostly takes BTC through its
 * own level as well: only one that was lost *afterwards* ends a verdict. (Lost at any time told nothing of reloads on
 * the tuning years.)
 */
function heldSince(
  { inputs, frames }: EvidenceSeries,
  row: number,
  flush: TrackedFlush,
  level: number,
): boolean {
  if (inputs.btcBars1h === null || flush.endTime === null) return false;
  const crowd = flush.side === 'long' ? 1 : -1;
  const { close } = barsClosedBetween(inputs.btcBars1h, flush.endTime, frames.time[row]!);
  return close.some((price) => crowd * (price - level) >= 0);
}

/** The nearest level that price would lose if the flush went on. */
function nextLevel(context: ResetContext | null, crowd: 1 | -1): number | null {
  const ahead = context?.keyLevels.filter(({ distance }) => crowd * distance < 0) ?? [];
  const nearest = ahead.sort((a, b) => Math.abs(a.distance) - Math.abs(b.distance))[0];
  return nearest?.price ?? null;
}

const NOTHING = { openInterest: null, price: null, fundingHourly: null, met: false } as const;
