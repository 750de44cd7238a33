import type { BarSeries } from '../domain/series.ts';
import type { FlushSignal } from './flush-detector.ts';
import { priorExtremes } from './prior-extremes.ts';
import type { TrackedFlush } from './reset-state.ts';
import { barsClosedBetween } from './series-slices.ts';
import { swingLevels } from './swing-levels.ts';

/**
 * The level a flush runs into. Longs: of the prior day's, week's and month's lows and the 30-day swing lows, as they
 * stood when it began, the nearest below the price it began from; shorts: the mirror. Null where none is known.
 */
export function keyLevelAhead(bars1h: BarSeries | null, flush: FlushSignal): TrackedFlush['keyLevel'] {
  if (bars1h === null) return null;
  const past = barsClosedBetween(bars1h, Number.NEGATIVE_INFINITY, flush.startTime);
  const direction = flush.side === 'long' ? -1 : 1;
  let nearest: TrackedFlush['keyLevel'] = null;
  for (const level of [...priorExtremes(past, flush.startTime), ...swingLevels(past, flush.startTime)]) {
    const ahead = direction * (level.price - flush.priceBefore);
    if (ahead <= 0 || !level.kind.endsWith(flush.side === 'long' ? 'low' : 'high')) continue;
    if (nearest === null || ahead < direction * (nearest.price - flush.priceBefore)) nearest = level;
  }
  return nearest && { kind: nearest.kind, price: nearest.price };
}
