import { detectionTimes, type FlushScore, plainRule, scoreFlushes, tallyFlushes } from './judge-flush.ts';
import type { MarketRun } from './market-run.ts';
import { ALL, CHECKING, type Period, TUNING, yearsOf } from './periods.ts';
import { wilson } from './scores.ts';

/** The frontier of the plain rule: open interest fallen by, price away by. */
export const PLAIN_RULES = [
  { drop: 0.06, away: 0.05 },
  { drop: 0.08, away: 0.05 },
  { drop: 0.07, away: 0.035 },
] as const;

export interface FlushPart extends FlushScore {
  readonly recallInterval: readonly [number, number];
  readonly precisionInterval: readonly [number, number];
  readonly periods: Readonly<Record<string, FlushScore>>;
  readonly perSymbol: Readonly<Record<string, FlushScore>>;
  readonly perYear: Readonly<Record<string, FlushScore>>;
  /** «−6 % / 5 %» → its score, by period. */
  readonly plainRules: Readonly<Record<string, Readonly<Record<string, FlushScore>>>>;
}

export function flushPart(markets: readonly MarketRun[]): FlushPart {
  const detections = markets.map(({ run }) => detectionTimes(run));
  const score = (period: Period, among: (market: MarketRun) => boolean = () => true) =>
    scoreFlushes(
      markets.flatMap((market, index) =>
        among(market) ? tallyFlushes(market.truth, detections[index]!, period.from, period.to) : [],
      ),
    );
  const byPeriod = (of: (period: Period) => FlushScore) =>
    Object.fromEntries([TUNING, CHECKING].map((period) => [period.name, of(period)]));
  const pooled = score(ALL);
  const years = yearsOf(markets.flatMap(({ truth }) => [...truth.frames.time]));
  const interval = (share: number, n: number) => {
    const { low, high } = wilson(Math.round(share * n), n);
    return [low, high] as const;
  };
  return {
    ...pooled,
    recallInterval: interval(pooled.recall, pooled.events),
    precisionInterval: interval(pooled.precision, pooled.detections),
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
          scoreFlushes(
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
