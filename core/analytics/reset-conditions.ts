import { change, clause, count, fraction, rank } from '../domain/clause.ts';
import type { ChecklistId, Invalidation } from '../domain/reset.ts';
import { DAY, HOUR, MINUTE } from '../domain/time.ts';
import { RESET } from './parameters.ts';
import type { ResetEvidence } from './reset-evidence.ts';
import type { Condition } from './reset-machine.ts';
import { rebuiltShare, recoveredShare, type TrackedFlush } from './reset-state.ts';

const DEPTHS = { pass: 'bookBack', fail: 'bookThin', unknown: 'bookUnknown' } as const;

const INVALIDATED = {
  'oi-above-pre-flush': 'openInterestAbove',
  'funding-without-spot': 'fundingWithoutSpot',
  'btc-support-lost': 'btcSupportLost',
  'key-level-lost': 'keyLevelLost',
} as const satisfies Record<Invalidation['id'], string>;

export const flushBegan: Condition = (_, { flush }) => {
  if (flush === null) return null;
  const drop = 1 - flush.openInterestLow / flush.openInterestBefore;
  const move = flush.priceExtreme / flush.priceBefore - 1;
  return [clause(flush.rule === 'fast' ? 'fellFast' : 'fellInADay', change(-drop), change(move))];
};

export const flushResumed: Condition = ({ flush }, { time }) =>
  flush !== null && flush.endTime !== null && flush.lastBarTime === time && time > flush.endTime
    ? [clause('fellOn', change(-flush.openInterestDrop))]
    : null;

/** Two steps of the slower of bars and open interest, but never under 15 minutes; depth back or unknown. */
export const flushBarsEnded: Condition = ({ flush }, evidence) => {
  if (flush === null) return [clause('nothingToFollow')];
  const quietMs = Math.max(RESET.quietMs, 2 * evidence.span, 2 * evidence.openInterestSpan);
  const calmMs = evidence.time - flush.lastBarTime;
  if (calmMs < quietMs) return null;
  const depth = verdictOf(evidence, 'depth');
  if (depth === 'fail' && calmMs < RESET.longestWaitForDepthMs) return null;
  return [clause('noFlushBar', count(Math.round(calmMs / MINUTE))), clause(DEPTHS[depth])];
};

export const leverageBuilt: Condition = (_, evidence) => {
  const { openInterestRank, excessRank, premiumRank } = evidence;
  if (openInterestRank === null || openInterestRank < RESET.building.openInterestRank) return null;
  if (excessRank !== null && excessRank >= RESET.building.heatRank) {
    return [clause('openInterestRank', rank(openInterestRank)), clause('fundingRank', rank(excessRank))];
  }
  return premiumRank !== null && premiumRank >= RESET.building.heatRank
    ? [clause('openInterestRank', rank(openInterestRank)), clause('premiumRank', rank(premiumRank))]
    : null;
};

export const calmedDown: Condition = ({ lastBuiltTime }, { time }) =>
  time - (lastBuiltTime ?? 0) >= RESET.building.lastsMs
    ? [clause('nothingBuilt', count(RESET.building.lastsMs / HOUR))]
    : null;

export const becameTrend: Condition = (machine, evidence) => {
  const flush = askable(machine.flush, evidence);
  if (flush === null || verdictOf(evidence, 'key-level') !== 'fail') return null;
  const { openInterest, time } = evidence;
  const isNewLow = flush.settled
    ? openInterest !== null && openInterest < flush.openInterestLow
    : flush.lowTime === time;
  return isNewLow && verdictOf(evidence, 'spot-leads') === 'fail'
    ? [clause('keyLevelLost'), clause('openInterestFalls'), clause('spotSells')]
    : null;
};

export const becameInvalid: Condition = (_, { invalidations }) => {
  const met = invalidations.filter((rule) => rule.met);
  return met.length === 0 ? null : met.map(({ id }) => clause(INVALIDATED[id]));
};

export const becameReloading: Condition = (machine, evidence) => {
  const flush = askable(machine.flush, evidence);
  if (flush === null) return null;
  const rebuilt = rebuiltShare(flush, evidence.openInterest);
  const recovered = recoveredShare(flush, evidence.close);
  const { reloadProbability: odds } = evidence;
  const needed = machine.state === 'clean' ? RESET.reloadAt + RESET.hysteresis : RESET.reloadAt;
  if (odds === null || odds < needed) return null;
  return [
    clause('reloadOdds', fraction(odds)),
    ...(rebuilt === null ? [] : [clause('openInterestRegained', fraction(rebuilt))]),
    ...(recovered === null ? [] : [clause('priceRegained', fraction(recovered))]),
  ];
};

export const becameClean: Condition = (machine, evidence) => {
  const flush = askable(machine.flush, evidence);
  if (flush === null) return null;
  const { reloadProbability: odds, checklist } = evidence;
  const needed = machine.state === 'cooling' ? RESET.reloadAt : RESET.reloadAt - RESET.hysteresis;
  if (odds === null || odds >= needed) return null;
  const passes = checklist.filter(({ verdict }) => verdict === 'pass').length;
  const fails = checklist.filter(({ verdict }) => verdict === 'fail').length;
  return passes > fails
    ? [clause('checksPass', count(passes), count(fails)), clause('reloadOdds', fraction(odds))]
    : null;
};

export const verdictExpired: Condition = ({ flush }, { time }) =>
  flush === null || time - (flush.endTime ?? flush.lastBarTime) >= RESET.verdictLastsMs
    ? [clause('daysSinceFlush', count(RESET.verdictLastsMs / DAY))]
    : null;

/** The flush, once it is old enough to be asked about. */
function askable(flush: TrackedFlush | null, { time }: ResetEvidence): TrackedFlush | null {
  return flush !== null && time - (flush.endTime ?? time) >= RESET.verdictAfterMs ? flush : null;
}

function verdictOf({ checklist }: ResetEvidence, id: ChecklistId) {
  return checklist.find((item) => item.id === id)?.verdict ?? 'unknown';
}
