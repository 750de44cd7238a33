import { MAP_BASELINES } from './map-rivals.ts';
import type { ValidationReport } from './validate.ts';

/** One figure the product is held to, for all dates, the tuning years and the checking year. */
export interface Aim {
  readonly id: AimId;
  readonly claim: string;
  readonly sense: 'at least' | 'at most' | 'above';
  /** For `map-bits`: the best rival's. */
  readonly goal: number;
  readonly goalChecking: number;
  readonly all: number;
  readonly tuning: number;
  readonly checking: number;
}

export type AimId =
  | 'flush-recall'
  | 'flush-precision'
  | 'flush-share-done'
  | 'reset-4h'
  | 'reset-24h'
  | 'risk-auc'
  | 'risk-auc-given-shock'
  | 'risk-calibration'
  | 'map-bits';

/** The aims whose part could be judged. */
export function aimsOf({ flush, reset, flushRisk, map }: ValidationReport): Aim[] {
  const aims: Aim[] = [];
  const add = (
    id: AimId,
    claim: string,
    sense: Aim['sense'],
    goal: number,
    of: (period: 'all' | 'tuning' | 'checking') => number | undefined,
    goalChecking = goal,
  ) => {
    const [all, tuning, checking] = [of('all'), of('tuning'), of('checking')].map(
      (each) => each ?? Number.NaN,
    );
    aims.push({ id, claim, sense, goal, goalChecking, all: all!, tuning: tuning!, checking: checking! });
  };
  if (flush !== null) {
    const of = (period: string) => (period === 'all' ? flush : flush.periods[period]);
    add('flush-recall', 'flush detection: recall', 'at least', 0.9, (period) => of(period)?.recall);
    add('flush-precision', 'flush detection: precision', 'at least', 0.65, (period) => of(period)?.precision);
    add(
      'flush-share-done',
      'flush detection: share of the drop already done',
      'at most',
      0.65,
      (period) => of(period)?.shareDone,
    );
  }
  if (reset !== null) {
    for (const [id, hours, goal] of [
      ['reset-4h', '4h', 0.67],
      ['reset-24h', '24h', 0.72],
    ] as const) {
      const claim = `reset verdict, balanced accuracy ${hours.replace('h', ' h')} after`;
      add(id, claim, 'at least', goal, (period) => reset.periods[period]?.[hours]?.balancedAccuracy);
    }
  }
  if (flushRisk !== null) {
    const of = (period: string) => flushRisk.periods[period];
    add('risk-auc', 'flush risk: AUC', 'at least', 0.74, (period) => of(period)?.auc.value);
    add(
      'risk-auc-given-shock',
      'flush risk: AUC given a shock',
      'at least',
      0.67,
      (period) => of(period)?.aucGivenShock.value,
    );
    add('risk-calibration', 'flush risk: calibration error', 'at most', 0.01, (period) => of(period)?.ece);
  }
  if (map !== null) {
    const rivals = (period: string) => {
      return Math.max(...MAP_BASELINES.map((name) => map.periods[period]![name].bits.value));
    };
    add(
      'map-bits',
      'liquidation map: bits, against its best rival',
      'above',
      rivals('all'),
      (period) => map.periods[period]?.map.bits.value,
      rivals('checking'),
    );
  }
  return aims;
}

/** Null where nothing was measured. */
export function isReached({ sense, goal }: Pick<Aim, 'sense' | 'goal'>, value: number): boolean | null {
  if (!Number.isFinite(value) || !Number.isFinite(goal)) return null;
  if (sense === 'above') return value > goal;
  return sense === 'at least' ? value >= goal : value <= goal;
}
