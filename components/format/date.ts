import type { Ms } from '../../core/domain/time.ts';
import { formatClockMinute } from './time.ts';

/** `14 Mar` in the language of the page, on this machine's clock. */
export function formatDate(time: Ms): string {
  return new Date(time).toLocaleDateString(language(), { day: 'numeric', month: 'short' });
}

/** `14 Mar 09:40`. */
export function formatDateTime(time: Ms): string {
  return `${formatDate(time)} ${formatClockMinute(time)}`;
}

function language(): string | undefined {
  return document.documentElement.lang || undefined;
}
