import { HOUR, type Ms } from '../domain/time.ts';
import { stepVerdict } from './open-interest-integrity.ts';
import { LIQUIDATION_MAP, OPEN_INTEREST } from './parameters.ts';

export type StepVerdict = 'sound' | 'unknown' | 'over-volume' | 'jump' | 'frozen';

/** What one bar's open interest has to be judged by, and the running tally. */
export interface MapIntegrity {
  /** How long the figure has stood still while contracts were traded. */
  stillMs: Ms;
  /** Time judged and time refused, fading with the map's half-life. */
  judgedMs: Ms;
  refusedMs: Ms;
  last: StepVerdict;
}

export function createIntegrity(): MapIntegrity {
  return { stillMs: 0, judgedMs: 0, refusedMs: 0, last: 'unknown' };
}

/** Judges a bar's step of open interest; `fade` is what the bar's duration leaves of the tally. */
export function judgeStep(
  integrity: MapIntegrity,
  before: number,
  after: number,
  volume: number,
  duration: Ms,
  fade: number,
): StepVerdict {
  const verdict = verdictOf(integrity, before, after, volume, duration);
  integrity.last = verdict;
  if (verdict !== 'unknown') {
    integrity.judgedMs = integrity.judgedMs * fade + duration;
    integrity.refusedMs = integrity.refusedMs * fade + (verdict === 'sound' ? 0 : duration);
  }
  return verdict;
}

function verdictOf(
  integrity: MapIntegrity,
  before: number,
  after: number,
  volume: number,
  duration: Ms,
): StepVerdict {
  if (!(before >= 0 && after >= 0 && before < Number.POSITIVE_INFINITY && after < Number.POSITIVE_INFINITY)) {
    return 'unknown';
  }
  const wasFrozen = integrity.stillMs >= OPEN_INTEREST.frozenHours * HOUR;
  const standsStill = before === after && volume !== 0;
  integrity.stillMs = standsStill ? integrity.stillMs + duration : 0;
  // The step that ends a freeze carries the change of all its hours: it belongs to none of them.
  if (wasFrozen || integrity.stillMs >= OPEN_INTEREST.frozenHours * HOUR) return 'frozen';
  return stepVerdict(before, after, Number.isNaN(volume) ? Number.POSITIVE_INFINITY : volume);
}

/** Share of judged time whose open interest was refused; null before anything was judged. */
export function refusedShare(integrity: MapIntegrity): number | null {
  return integrity.judgedMs > 0 ? integrity.refusedMs / integrity.judgedMs : null;
}

/** Whether the venue's open interest is too often wrong to be trusted. */
export function isDegraded(integrity: MapIntegrity): boolean {
  return (refusedShare(integrity) ?? 0) > LIQUIDATION_MAP.degradedShare;
}
