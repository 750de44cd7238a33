import { type MapRuler, type ReachedDay, reachedDays } from './judge-map.ts';
import { MAP_BASELINES, type MapBaseline } from './map-rivals.ts';
import { type MapScore, scoreRulers } from './map-scores.ts';
import type { MarketRun } from './market-run.ts';
import { CHECKING, TUNING, within, yearsOf } from './periods.ts';

type Scores = Readonly<Record<MapRuler, MapScore>>;

export interface MapPart {
  /** Beyond distance, sides apart, as all figures called so. */
  readonly bits: number;
  readonly precisionTopDecile: number;
  readonly wilsonLow: number;
  readonly baselines: Readonly<Record<MapBaseline, MapScore>>;
  readonly n: number;
  readonly periods: Readonly<Record<string, Scores>>;
  readonly sides: Readonly<Record<string, Scores>>;
  readonly perSymbol: Readonly<Record<string, Scores>>;
  readonly perYear: Readonly<Record<string, Scores>>;
}

/** Null where no day reached enough bins. */
export function mapPart(markets: readonly MarketRun[]): MapPart | null {
  const days = markets.flatMap(({ inputs, set, symbol }) => reachedDays(inputs, `${set}/${symbol}`));
  if (days.length === 0) return null;
  const scores = (keep: (day: ReachedDay) => boolean) => scoreRulers(days.filter(keep));
  const pooled = scores(() => true);
  return {
    bits: pooled.map.bits.value,
    precisionTopDecile: pooled.map.precisionTopDecile,
    wilsonLow: pooled.map.wilsonLow,
    baselines: Object.fromEntries(MAP_BASELINES.map((name) => [name, pooled[name]])) as MapPart['baselines'],
    n: days.length,
    periods: { all: pooled, tuning: scores(within(TUNING)), checking: scores(within(CHECKING)) },
    sides: {
      long: scores(({ side }) => side === 'long'),
      short: scores(({ side }) => side === 'short'),
    },
    perSymbol: Object.fromEntries(
      [...new Set(days.map(({ symbol }) => symbol))].map((name) => [
        name,
        scores(({ symbol }) => symbol === name),
      ]),
    ),
    perYear: Object.fromEntries(
      yearsOf(days.map(({ time }) => time)).map((year) => [year.name, scores(within(year))]),
    ),
  };
}
