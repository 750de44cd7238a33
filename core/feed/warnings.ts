import type { Cluster } from '../domain/liquidation-map.ts';
import { isKnown, type Measured } from '../domain/measured.ts';
import type { Reading } from '../domain/reading.ts';
import { MINUTE, type Ms } from '../domain/time.ts';
import type { Freshness } from '../messages/protocol.ts';
import type { AlertSettings, Thresholds } from '../settings/settings.ts';
import { elapsed } from './leap-watch.ts';

export type WarningRule =
  | 'crowding'
  | 'flush-risk'
  | 'long-cluster'
  | 'short-cluster'
  | 'funding'
  | 'open-interest'
  | 'reset';

export interface Warning {
  readonly rule: WarningRule;
  /** What crossed and by how much. */
  readonly text: string;
}

/** What one pair's rules remember between two Readings; plain JSON. */
export interface WarningState {
  readonly firing: readonly WarningRule[];
  /** This machine's clock of the last alert of each rule. */
  readonly alerted: Readonly<Partial<Record<WarningRule, Ms>>>;
  /** The reset state last seen, so that only an arrival alerts. */
  readonly reset: string | null;
}

export const NO_WARNINGS: WarningState = { firing: [], alerted: {}, reset: null };

/** Once a rule fires it goes on until its value is a tenth back inside. */
const HYSTERESIS = 0.1;

export interface Judgement {
  /** Rules that hold now, for marks and badges. */
  readonly warnings: readonly Warning[];
  /** Those of them to be told aloud. */
  readonly alerts: readonly Warning[];
  readonly state: WarningState;
}

/**
 * Which rules warn. Data that is not live warns of nothing and changes nothing: what fired before neither
 * ends nor begins on it.
 * @param now this machine's clock
 */
export function judge(
  reading: Reading,
  freshness: Pick<Freshness, 'status' | 'asOf' | 'limitMs'>,
  thresholds: Thresholds,
  coolDownMinutes: AlertSettings['coolDownMinutes'],
  state: WarningState,
  now: Ms,
): Judgement {
  if (freshness.status !== 'live' || elapsed(freshness.asOf, now) > freshness.limitMs) {
    return { warnings: [], alerts: [], state };
  }
  const warnings = RULES.flatMap(({ rule, test }) => {
    const slack = state.firing.includes(rule) ? 1 - HYSTERESIS : 1;
    const text = test(reading, thresholds, slack);
    return text === null ? [] : [{ rule, text }];
  });
  const rested = (rule: WarningRule) => elapsed(state.alerted[rule] ?? 0, now) >= coolDownMinutes * MINUTE;
  const begins = ({ rule }: Warning) =>
    rule === 'reset' ? reading.reset.state !== state.reset : !state.firing.includes(rule);
  // Grade D means the data cannot carry an alarm; the mark still shows.
  const alerts = reading.grade.grade === 'D' ? [] : warnings.filter((one) => begins(one) && rested(one.rule));
  return {
    warnings,
    alerts,
    state: {
      firing: warnings.map(({ rule }) => rule),
      alerted: { ...state.alerted, ...Object.fromEntries(alerts.map(({ rule }) => [rule, now])) },
      reset: reading.reset.state,
    },
  };
}

interface Rule {
  readonly rule: WarningRule;
  /** @param slack below 1 while the rule already fires: thresholds are that much easier to hold */
  test(reading: Reading, thresholds: Thresholds, slack: number): string | null;
}

const RULES: readonly Rule[] = [
  {
    rule: 'crowding',
    test: ({ crowding }, { crowding: limit }, slack) => {
      const score = numberOf(crowding.score);
      if (score === null || Math.abs(score) < limit * slack) return null;
      return `Crowding ${signed(score, 0)} ${score > 0 ? 'long' : 'short'} (limit ${limit})`;
    },
  },
  {
    rule: 'flush-risk',
    test: ({ flushRisk }, { flushRisk: limit }, slack) => {
      const risk = numberOf(flushRisk.probability);
      if (risk === null || risk < limit * slack) return null;
      return `Flush risk ${percent(risk, 1)} in 24 h (limit ${percent(limit, 1)})`;
    },
  },
  {
    rule: 'long-cluster',
    test: ({ clusters }, thresholds, slack) =>
      near(clusters.nearestLong, thresholds, slack, 'Longs', 'below'),
  },
  {
    rule: 'short-cluster',
    test: ({ clusters }, thresholds, slack) =>
      near(clusters.nearestShort, thresholds, slack, 'Shorts', 'above'),
  },
  {
    rule: 'funding',
    test: ({ funding }, { fundingApr: limit }, slack) => {
      const apr = numberOf(funding.apr);
      if (apr === null || Math.abs(apr) < limit * slack) return null;
      return `Funding ${signed(apr * 100, 0)} % a year (limit ${percent(limit, 0)})`;
    },
  },
  {
    rule: 'open-interest',
    test: ({ openInterest }, { openInterestChange: limit }, slack) => {
      const change = numberOf(openInterest.change1h);
      if (change === null || Math.abs(change) < limit * slack) return null;
      return `Open interest ${signed(change * 100, 1)} % in 1 h (limit ${percent(limit, 1)})`;
    },
  },
  {
    rule: 'reset',
    test: ({ reset }, { resetStates }) =>
      reset.state !== null && resetStates.includes(reset.state) ? `Reset: ${reset.state}` : null,
  },
];

function near(
  cluster: Cluster | null,
  { clusterDistance, clusterDistanceAtr, clusterShare }: Thresholds,
  slack: number,
  side: string,
  where: string,
): string | null {
  if (cluster === null || cluster.share < clusterShare * slack) return null;
  const distance = Math.abs(cluster.distance);
  const inAtr = cluster.distanceAtr !== null && cluster.distanceAtr <= clusterDistanceAtr / slack;
  if (distance > clusterDistance / slack && !inAtr) return null;
  return `${side}’ cluster ${percent(distance, 1)} ${where} (${percent(cluster.share, 0)} of the mass nearby)`;
}

function numberOf(measured: Measured): number | null {
  return isKnown(measured) && Number.isFinite(measured.value) ? measured.value : null;
}

function signed(value: number, digits: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`;
}

function percent(fraction: number, digits: number): string {
  return `${(fraction * 100).toFixed(digits)} %`;
}
