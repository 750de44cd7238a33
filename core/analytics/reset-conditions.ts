import type { ChecklistId } from '../domain/reset.ts';
import { HOUR } from '../domain/time.ts';
import { RESET } from './parameters.ts';
import type { ResetEvidence } from './reset-evidence.ts';
import type { Condition } from './reset-machine.ts';
import { rebuiltShare, recoveredShare, type TrackedFlush } from './reset-state.ts';

export const flushBegan: Condition = (_, { flush }) => {
  if (flush === null) return null;
  const drop = 1 - flush.openInterestLow / flush.openInterestBefore;
  const move = flush.priceExtreme / flush.priceBefore - 1;
  const within = flush.rule === 'fast' ? ' and still moving fast' : ' within a day';
  return `open interest ${percent(-drop)} and price ${percent(move)}${within}`;
};

export const flushResumed: Condition = ({ flush }, { time }) =>
  flush !== null && flush.endTime !== null && flush.lastBarTime === time && time > flush.endTime
    ? `open interest fell on, to ${percent(-flush.openInterestDrop)}`
    : null;

/** Two steps of the slower of bars and open interest, but never under 15 minutes; depth back or unknown. */
export const flushBarsEnded: Condition = ({ flush }, evidence) => {
  if (flush === null) return 'nothing left to follow';
  const quietMs = Math.max(RESET.quietMs, 2 * evidence.span, 2 * evidence.openInterestSpan);
  const calmMs = evidence.time - flush.lastBarTime;
  if (calmMs < quietMs) return null;
  const depth = verdictOf(evidence, 'depth');
  if (depth === 'fail' && calmMs < RESET.longestWaitForDepthMs) return null;
  return `no new flush bar for ${Math.round(calmMs / 60_000)} min, book depth ${depthWord(depth)}`;
};

export const leverageBuilt: Condition = (_, evidence) => {
  const { openInterestRank, excessRank, premiumRank } = evidence;
  if (openInterestRank === null || openInterestRank < RESET.building.openInterestRank) return null;
  if (excessRank !== null && excessRank >= RESET.building.heatRank) {
    return `open interest at its ${rank(openInterestRank)}, funding at its ${rank(excessRank)}`;
  }
  return premiumRank !== null && premiumRank >= RESET.building.heatRank
    ? `open interest at its ${rank(openInterestRank)}, premium at its ${rank(premiumRank)}`
    : null;
};

export const calmedDown: Condition = ({ lastBuiltTime }, { time }) =>
  time - (lastBuiltTime ?? 0) >= RESET.building.lastsMs
    ? `nothing built for ${RESET.building.lastsMs / HOUR} h`
    : null;

export const becameTrend: Condition = (machine, evidence) => {
  const flush = askable(machine.flush, evidence);
  if (flush === null || verdictOf(evidence, 'key-level') !== 'fail') return null;
  const { openInterest, time } = evidence;
  const isNewLow = flush.settled
    ? openInterest !== null && openInterest < flush.openInterestLow
    : flush.lowTime === time;
  return isNewLow && verdictOf(evidence, 'spot-leads') === 'fail'
    ? 'key level lost, open interest still falling, spot selling along'
    : null;
};

export const becameInvalid: Condition = (_, { invalidations }) =>
  invalidations.find(({ met }) => met)?.id.replaceAll('-', ' ') ?? null;

export const becameReloading: Condition = (machine, evidence) => {
  const flush = askable(machine.flush, evidence);
  if (flush === null) return null;
  const rebuilt = rebuiltShare(flush, evidence.openInterest);
  const recovered = recoveredShare(flush, evidence.close);
  const { reloadProbability: odds } = evidence;
  const needed = machine.state === 'clean' ? RESET.reloadAt + RESET.hysteresis : RESET.reloadAt;
  if (odds === null || odds < needed) return null;
  const regained = rebuilt === null ? '' : `, open interest regained ${percent(rebuilt)} of its drop`;
  const price = recovered === null ? '' : `, price ${percent(recovered)} of its move`;
  return `reload odds ${percent(odds)}${regained}${price}`;
};

export const becameClean: Condition = (machine, evidence) => {
  const flush = askable(machine.flush, evidence);
  if (flush === null) return null;
  const { reloadProbability: odds, checklist } = evidence;
  const needed = machine.state === 'cooling' ? RESET.reloadAt : RESET.reloadAt - RESET.hysteresis;
  if (odds === null || odds >= needed) return null;
  const passes = checklist.filter(({ verdict }) => verdict === 'pass').length;
  const fails = checklist.filter(({ verdict }) => verdict === 'fail').length;
  return passes > fails ? `${passes} checks pass, ${fails} fail, reload odds ${percent(odds)}` : null;
};

export const verdictExpired: Condition = ({ flush }, { time }) =>
  flush === null || time - (flush.endTime ?? flush.lastBarTime) >= RESET.verdictLastsMs
    ? `${RESET.verdictLastsMs / (24 * HOUR)} days since the flush`
    : null;

/** The flush, once it is old enough to be asked about. */
function askable(flush: TrackedFlush | null, { time }: ResetEvidence): TrackedFlush | null {
  return flush !== null && time - (flush.endTime ?? time) >= RESET.verdictAfterMs ? flush : null;
}

function verdictOf({ checklist }: ResetEvidence, id: ChecklistId) {
  return checklist.find((item) => item.id === id)?.verdict ?? 'unknown';
}

function depthWord(verdict: 'pass' | 'fail' | 'unknown'): string {
  return { pass: 'recovered', fail: 'still thin', unknown: 'unknown' }[verdict];
}

function percent(fraction: number): string {
  return `${(100 * fraction).toFixed(1)} %`;
}

function rank(fraction: number): string {
  const whole = Math.round(100 * fraction);
  const ending = whole > 10 && whole < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][whole % 10] ?? 'th');
  return `${whole}${ending} percentile`;
}
