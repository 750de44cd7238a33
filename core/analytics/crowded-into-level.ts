import type { KeyLevel, KeyLevelKind } from '../domain/key-level.ts';
import { isKnown, type Measured } from '../domain/measured.ts';
import { CROWDING } from './parameters.ts';

/**
 * The nearest level a crowd would be squeezed through: below mark for longs, above it for shorts, within 1 ATR,
 * and only at |score| ≥ 60.
 */
export function crowdedIntoLevel(
  score: number,
  markPrice: Measured,
  atr: number | null,
  levels: readonly KeyLevel[],
): { price: number; kind: KeyLevelKind } | null {
  if (Math.abs(score) < CROWDING.bands.crowded || atr === null || !isKnown(markPrice)) return null;
  const reach = CROWDING.intoLevelAtr * atr;
  let nearest: KeyLevel | null = null;
  for (const level of levels) {
    const ahead = Math.sign(score) * (markPrice.value - level.price);
    if (ahead < 0 || ahead > reach) continue;
    if (nearest === null || Math.abs(level.distance) < Math.abs(nearest.distance)) nearest = level;
  }
  return nearest && { price: nearest.price, kind: nearest.kind };
}
