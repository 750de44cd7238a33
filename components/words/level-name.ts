import type { KeyLevelKind } from '../../core/domain/key-level.ts';
import { type MessageKey, t } from './t.ts';

const NAMES: Readonly<Record<KeyLevelKind, MessageKey>> = {
  round: 'levelRound',
  'day-high': 'levelDayHigh',
  'day-low': 'levelDayLow',
  'week-high': 'levelWeekHigh',
  'week-low': 'levelWeekLow',
  'month-high': 'levelMonthHigh',
  'month-low': 'levelMonthLow',
  'swing-high': 'levelSwingHigh',
  'swing-low': 'levelSwingLow',
};

export function levelName(kind: KeyLevelKind): string {
  return t(NAMES[kind]);
}
