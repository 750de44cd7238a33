import type { Ms } from '../../core/domain/time.ts';
import { t } from '../words/t.ts';
import { formatClockMinute } from './time.ts';

/** `14 Mar`, as the language shown writes it, on this machine's clock. */
export function formatDate(time: Ms): string {
  return new Date(time).toLocaleDateString(t('languageTag'), { day: 'numeric', month: 'short' });
}

/** `14 Mar 09:40`. */
export function formatDateTime(time: Ms): string {
  return `${formatDate(time)} ${formatClockMinute(time)}`;
}
