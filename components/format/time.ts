import { DAY, HOUR, MINUTE, type Ms, SECOND } from '../../core/domain/time.ts';
import { t } from '../words/t.ts';

/**
 * `12:03:10` on this machine's clock. Read off the Date: a page's first `Intl.DateTimeFormat` costs about a
 * third of what the overlay's first frame costs.
 */
export function formatClock(time: Ms): string {
  return new Date(time).toTimeString().slice(0, 8);
}

/** `12:03` on this machine's clock. */
export function formatClockMinute(time: Ms): string {
  return formatClock(time).slice(0, 5);
}

/** The two largest units: `42 s`, `5 min`, `5 h 20 min`, `3 d 4 h`. */
export function formatDuration(duration: Ms): string {
  const span = Math.max(0, duration);
  if (span < MINUTE) return t('durationSeconds', Math.floor(span / SECOND));
  if (span < HOUR) return t('durationMinutes', Math.floor(span / MINUTE));
  const [major, minor, whole, both] =
    span < DAY
      ? ([HOUR, MINUTE, 'durationHours', 'durationHoursMinutes'] as const)
      : ([DAY, HOUR, 'durationDays', 'durationDaysHours'] as const);
  const rest = Math.floor((span % major) / minor);
  return rest === 0 ? t(whole, Math.floor(span / major)) : t(both, Math.floor(span / major), rest);
}
