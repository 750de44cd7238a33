export type KeyLevelKind =
  | 'round'
  | 'day-high'
  | 'day-low'
  | 'week-high'
  | 'week-low'
  | 'month-high'
  | 'month-low'
  | 'swing-high'
  | 'swing-low';

/** A price traders watch; stops gather just beyond it, in `stopBand` (quote prices, low…high). */
export interface KeyLevel {
  readonly kind: KeyLevelKind;
  readonly price: number;
  /** Fraction from mark, signed. */
  readonly distance: number;
  readonly stopBand: readonly [low: number, high: number];
}
