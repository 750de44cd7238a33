import type { Cluster } from '../domain/liquidation-map.ts';
import { isKnown, type Measured } from '../domain/measured.ts';
import { type Reading, trueTime } from '../domain/reading.ts';
import { MINUTE, type Ms } from '../domain/time.ts';
import type { Crossing, Warning, WarningRule } from '../domain/warning.ts';
import type { Freshness } from '../messages/protocol.ts';
import type { Thresholds } from '../settings/settings.ts';
import { elapsed } from './leap-watch.ts';

/** Once a rule fires it goes on until its value is a tenth back inside. */
const HYSTERESIS = 0.1;
/** A pair may be live while one of its values lags; beyond this the value warns of nothing. */
const OLDEST: Ms = 15 * MINUTE;

export interface Judgement {
  /** False when the data could not be judged: then nothing begins and nothing ends. */
  readonly judged: boolean;
  /** Rules that hold now, for marks, badges and alerts. */
  readonly warnings: readonly Warning[];
}

/**
 * Which of the user's rules hold. Data that is not live holds none.
 * @param firing `warningId`s that held at the last judgement: they hold on a little longer
 * @param now this machine's clock
 */
export function judge(
  reading: Reading,
  freshness: Pick<Freshness, 'status' | 'asOf' | 'limitMs'>,
  thresholds: Thresholds,
  firing: readonly string[],
  now: Ms,
): Judgement {
  const old = elapsed(freshness.asOf, now) > freshness.limitMs;
  if (freshness.status !== 'live' || old) return { judged: false, warnings: [] };
  const subject = { reading, thresholds, asOf: freshness.asOf };
  const warnings = Object.entries(RULES).flatMap(([rule, test]) => {
    if (thresholds.off.includes(rule as WarningRule)) return [];
    const warning = test({ ...subject, slack: firing.includes(rule) ? 1 - HYSTERESIS : 1 });
    return warning === null || elapsed(warning.asOf, now) > OLDEST ? [] : [warning];
  });
  return { judged: true, warnings };
}

interface Subject {
  readonly reading: Reading;
  readonly thresholds: Thresholds;
  /** Below 1 while the rule already fires: thresholds are that much easier to hold. */
  readonly slack: number;
  /** Of the pair's newest value, on this machine's clock. */
  readonly asOf: Ms;
}

const RULES: Readonly<Record<WarningRule, (subject: Subject) => Warning | null>> = {
  crowding(subject) {
    const { crowding } = subject.reading;
    const { crowding: limit } = subject.thresholds;
    return beyond('crowding', crowding.score, limit, 'points', subject, sideOf);
  },
  'flush-risk'(subject) {
    const { probability, usual } = subject.reading.flushRisk;
    const { flushRisk, flushRiskFold } = subject.thresholds;
    const absolute = beyond('flush-risk', probability, flushRisk, 'probability', subject, noSide);
    if (absolute !== null || !isKnown(probability) || !isKnown(usual) || !(usual.value > 0)) return absolute;
    const times = { ...probability, value: probability.value / usual.value };
    return beyond('flush-risk', times, flushRiskFold, 'times-usual', subject, noSide);
  },
  'long-cluster': (subject) => near('long', subject.reading.clusters.nearestLong, subject),
  'short-cluster': (subject) => near('short', subject.reading.clusters.nearestShort, subject),
  funding(subject) {
    const { fundingApr: limit } = subject.thresholds;
    return beyond('funding', subject.reading.funding.apr, limit, 'yearly-rate', subject, sideOf);
  },
  'open-interest'(subject) {
    const { openInterestChange: limit } = subject.thresholds;
    return beyond('open-interest', subject.reading.openInterest.change1h, limit, 'share', subject, noSide);
  },
  reset({ reading, thresholds, asOf }) {
    const { state } = reading.reset;
    return state !== null && thresholds.resetStates.includes(state) ? { rule: 'reset', state, asOf } : null;
  },
};

const sideOf = (value: number) => (value > 0 ? 'long' : 'short');
const noSide = () => null;

function beyond(
  rule: Crossing['rule'],
  measured: Measured,
  limit: number,
  unit: Crossing['unit'],
  { reading, slack }: Subject,
  side: (value: number) => Crossing['side'],
): Crossing | null {
  if (!isKnown(measured) || !(Math.abs(measured.value) >= limit * slack)) return null;
  const { value } = measured;
  return { rule, value, limit, unit, side: side(value), mass: null, asOf: trueTime(measured, reading) };
}

function near(side: 'long' | 'short', cluster: Cluster | null, subject: Subject): Crossing | null {
  const { thresholds, slack, asOf } = subject;
  if (cluster === null || !(cluster.share >= thresholds.clusterShare * slack)) return null;
  const { distance, distanceAtr, share: mass } = cluster;
  const found = { rule: `${side}-cluster`, side, mass, asOf } as const;
  if (Math.abs(distance) <= thresholds.clusterDistance / slack) {
    return { ...found, value: distance, limit: thresholds.clusterDistance, unit: 'price-share' };
  }
  if (distanceAtr === null || Math.abs(distanceAtr) > thresholds.clusterDistanceAtr / slack) return null;
  return { ...found, value: Math.abs(distanceAtr), limit: thresholds.clusterDistanceAtr, unit: 'atr' };
}
