import {
  detectionTimes,
  type FlushScoreWithIntervals,
  plainRule,
  scoreWithIntervals,
  tallyFlushes,
} from './judge-flush.ts';
import type { MarketRun } from './market-run.ts';
import { ALL, CHECKING, type Period, TUNING, yearsOf } from './periods.ts';

/** The frontier of the plain rule: open interest fallen by, price away by. */
export const PLAIN_RULES = [
  { drop: 0.06, away: 0.05 },
  { drop: 0.08, away: 0.05 },
  { drop: 0.07, away: 0.035 },
] as const;

export interface FlushPart extends FlushScoreWithIntervals {
  readonly periods: Readonly<Record<string, FlushScoreWithIntervals>>;
  readonly perSymbol: Readonly<Record<string, FlushScoreWithIntervals>>;
  readonly perYear: Readonly<Record<string, FlushScoreWithIntervals>>;
  /** «−6 % / 5 %» → its score, by period. */
  readonly plainRules: Readonly<Record<string, Readonly<Record<string, FlushScoreWithIntervals>>>>;
}

export function flushPart(markets: readonly MarketRun[]): FlushPart {
  const detections = markets.map(({ run }) => detectionTimes(run));
  const score = (period: Period, among: (market: MarketRun) => boolean = () => true) =>
    scoreWithIntervals(
      markets.flatMap((market, index) =>
        among(market) ? tallyFlushes(market.truth, detections[index]!, period.from, period.to) : [],
      ),
    );
  const byPeriod = (of: (period: Period) => FlushScoreWithIntervals) =>
    Object.fromEntries([TUNING, CHECKING].map((period) => [period.name, of(period)]));
  const pooled = score(ALL);
  const years = yearsOf(markets.flatMap(({ truth }) => [...truth.frames.time]));
  return {
    ...pooled,
    periods: byPeriod((period) => score(period)),
    perSymbol: Object.fromEntries(
      markets.map(({ set, symbol }) => [
        `${set}/${symbol}`,
        score(ALL, (market) => market.set === set && market.symbol === symbol),
      ]),
    ),
    perYear: Object.fromEntries(years.map((year) => [year.name, score(year)])),
    plainRules: Object.fromEntries(
      PLAIN_RULES.map(({ drop, away }) => {
        const times = markets.map(({ truth }) => plainRule(truth, drop, away));
        const of = (period: Period) =>
          scoreWithIntervals(
            markets.map(({ truth }, index) => tallyFlushes(truth, times[index]!, period.from, period.to)),
          );
        return [
          `-${Math.round(1000 * drop) / 10} % / ${Math.round(1000 * away) / 10} %`,
          { all: of(ALL), ...byPeriod(of) },
        ];
      }),
    ),
  };
}
