import type { CrowdingBand } from '../../core/domain/crowding.ts';
import { type CrowdingCase, crowdingCases } from './judge-crowding.ts';
import type { MarketRun } from './market-run.ts';
import { CHECKING, TUNING, within, yearsOf } from './periods.ts';
import { auc, dayBlockInterval, type Interval } from './scores.ts';

export interface BandScore {
  readonly band: CrowdingBand;
  readonly n: number;
  /** Share of readings followed by a flush within 24 h, by days. */
  readonly flushed: Interval;
  /** The same among readings followed by a shock. */
  readonly flushedGivenShock: number;
  /** Fall of open interest within 24 h: mean, and the tenth that fell furthest fell at least this far. */
  readonly meanFall: number;
  readonly deepFall: number;
}

export interface CrowdingPart {
  readonly bands: readonly BandScore[];
  readonly n: number;
  /** AUC of |score| for a flush within 24 h; given a shock. */
  readonly auc: Interval;
  readonly aucGivenShock: number;
  readonly periods: Readonly<Record<string, readonly BandScore[]>>;
  readonly perSymbol: Readonly<Record<string, readonly BandScore[]>>;
  readonly perYear: Readonly<Record<string, readonly BandScore[]>>;
}

const BANDS: readonly CrowdingBand[] = ['balanced', 'leaning', 'crowded', 'extreme'];

export function crowdingPart(markets: readonly MarketRun[]): CrowdingPart | null {
  const cases = markets.flatMap(({ inputs, truth, set, symbol }) =>
    crowdingCases(inputs, truth, `${set}/${symbol}`),
  );
  if (cases.length === 0) return null;
  const judged = cases.map(({ score, flushed, time }) => ({
    score: Math.abs(score),
    label: flushed ? (1 as const) : (0 as const),
    time,
  }));
  return {
    bands: bandsOf(cases),
    n: cases.length,
    auc: dayBlockInterval(
      cases.map(({ time }) => time),
      (weights) => auc(judged, weights),
      100,
    ),
    aucGivenShock: auc(judged.filter((_, index) => cases[index]!.shocked)),
    periods: {
      tuning: bandsOf(cases.filter(within(TUNING))),
      checking: bandsOf(cases.filter(within(CHECKING))),
    },
    perSymbol: Object.fromEntries(
      [...new Set(cases.map(({ symbol }) => symbol))].map((name) => [
        name,
        bandsOf(cases.filter(({ symbol }) => symbol === name)),
      ]),
    ),
    perYear: Object.fromEntries(
      yearsOf(cases.map(({ time }) => time)).map((year) => [year.name, bandsOf(cases.filter(within(year)))]),
    ),
  };
}

function bandsOf(cases: readonly CrowdingCase[]): BandScore[] {
  return BANDS.map((band) => {
    const part = cases.filter((each) => each.band === band);
    const shocked = part.filter((each) => each.shocked);
    const falls = part.map(({ fall }) => fall).sort((a, b) => a - b);
    return {
      band,
      n: part.length,
      flushed: shareInterval(part),
      flushedGivenShock: shocked.filter(({ flushed }) => flushed).length / shocked.length,
      meanFall: falls.reduce((sum, fall) => sum + fall / falls.length, 0),
      deepFall: falls[Math.floor(0.9 * falls.length)] ?? Number.NaN,
    };
  });
}

function shareInterval(cases: readonly CrowdingCase[]): Interval {
  return dayBlockInterval(
    cases.map(({ time }) => time),
    (weights) => {
      let hits = 0;
      let all = 0;
      cases.forEach(({ flushed }, index) => {
        all += weights[index]!;
        if (flushed) hits += weights[index]!;
      });
      return hits / all;
    },
  );
}
