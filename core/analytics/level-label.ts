import type { KeyLevelKind } from '../domain/key-level.ts';

const LABELS: Readonly<Record<KeyLevelKind, string>> = {
  round: 'round number',
  'day-high': 'prior day high',
  'day-low': 'prior day low',
  'week-high': 'prior week high',
  'week-low': 'prior week low',
  'month-high': 'prior month high',
  'month-low': 'prior month low',
  'swing-high': 'swing high',
  'swing-low': 'swing low',
};

/** A level's kind in traders' words. */
export function levelLabel(kind: KeyLevelKind): string {
  return LABELS[kind];
}
