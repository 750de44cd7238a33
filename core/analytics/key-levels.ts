import type { KeyLevel, KeyLevelKind } from '../domain/key-level.ts';
import type { BarSeries } from '../domain/series.ts';
import type { Ms } from '../domain/time.ts';
import { KEY_LEVELS } from './parameters.ts';
import { type NamedPrice, priorExtremes } from './prior-extremes.ts';
import { roundNumbers } from './round-numbers.ts';
import { swingLevels } from './swing-levels.ts';

/** The longer a price stood, the more traders know it; where levels meet, the earlier one here names them. */
const STRENGTH: readonly KeyLevelKind[] = [
  'month-high',
  'month-low',
  'week-high',
  'week-low',
  'swing-high',
  'swing-low',
  'day-high',
  'day-low',
  'round',
];

/** Every level of `bars` (1 h) around `markPrice`, nearest first. `atr` is ATR(14, 1 h) in quote units. */
export function keyLevels(markPrice: number, atr: number, bars: BarSeries | null, now: Ms): KeyLevel[] {
  if (!(markPrice > 0) || !(atr > 0)) return [];
  const found: NamedPrice[] = roundNumbers(markPrice, atr).map((price) => ({ kind: 'round', price }));
  if (bars !== null) found.push(...priorExtremes(bars, now), ...swingLevels(bars, now));
  return strongest(found, KEY_LEVELS.mergeAtr * atr)
    .map(({ kind, price }) => ({
      kind,
      price,
      distance: price / markPrice - 1,
      stopBand: stopBand(price, markPrice, atr),
    }))
    .sort((a, b) => Math.abs(a.distance) - Math.abs(b.distance));
}

/** Where stops gather: 0.05–0.3 ATR beyond the level as seen from mark. */
export function stopBand(price: number, markPrice: number, atr: number): [low: number, high: number] {
  const [near, far] = KEY_LEVELS.stopBandAtr;
  return price >= markPrice
    ? [price + near * atr, price + far * atr]
    : [price - far * atr, price - near * atr];
}

/** Strongest first, each taking the place of weaker ones closer than `tolerance`. */
function strongest(levels: readonly NamedPrice[], tolerance: number): NamedPrice[] {
  const ranked = [...levels].sort(
    (a, b) => STRENGTH.indexOf(a.kind) - STRENGTH.indexOf(b.kind) || a.price - b.price,
  );
  const kept: NamedPrice[] = [];
  for (const level of ranked) {
    if (kept.every((other) => Math.abs(other.price - level.price) >= tolerance)) kept.push(level);
  }
  return kept;
}
