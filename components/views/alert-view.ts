import type { Ms } from '../../core/domain/time.ts';
import type { Warning } from '../../core/domain/warning.ts';
import { formatDuration } from '../format/time.ts';
import { t } from '../words/t.ts';
import { warningText } from './warning-view.ts';

/** An alert of one pair in words. */
export interface AlertText {
  readonly title: string;
  readonly message: string;
  /** Buttons, where the browser has them. */
  readonly open: string;
  readonly mute: string;
}

/** @param now this machine's clock */
export function toAlertText(
  asset: string,
  venueName: string,
  warnings: readonly Warning[],
  now: Ms,
): AlertText {
  // The oldest value says how far the whole can be trusted.
  const age = now - Math.min(...warnings.map(({ asOf }) => asOf));
  return {
    title: t('alertTitle', asset, venueName),
    message: [...warnings.map(warningText), t('alertAge', formatDuration(age))].join('\n'),
    open: t('alertOpen'),
    mute: t('alertMute'),
  };
}
