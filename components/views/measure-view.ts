import { isKnown, type Measured, type Missing, type MissingReason } from '../../core/domain/measured.ts';
import { type Reading, trueTime } from '../../core/domain/reading.ts';
import type { Ms } from '../../core/domain/time.ts';
import { ageOf } from '../format/age.ts';
import { formatClock, formatDuration } from '../format/time.ts';
import { clauseText } from '../words/clause-text.ts';
import { type MessageKey, t } from '../words/t.ts';

/** A value ready to draw: its text, and where it comes from or why there is none. */
export interface MeasureView {
  readonly text: string;
  readonly known: boolean;
  /** Source and time, or the reason for the dash. */
  readonly about: string;
}

export const NO_VALUE = '–';

const REASONS: Readonly<Record<MissingReason, MessageKey>> = {
  'not-published': 'missingNotPublished',
  'not-yet': 'missingNotYet',
  'warming-up': 'missingWarmingUp',
  'source-down': 'missingSourceDown',
  stale: 'missingStale',
  rejected: 'missingRejected',
  'too-few': 'missingTooFew',
};

export function reasonText({ missing, detail }: Missing): string {
  const reason = t(REASONS[missing]);
  return detail ? t('reasonWithDetail', reason, clauseText(detail)) : reason;
}

/** A venue's name as people write it. */
export function sourceName(source: string, reading: Reading): string {
  if (source === 'combined') return t('sourceCombined');
  if (source === 'estimate') return t('sourceEstimate');
  return reading.sources.find(({ venue }) => venue === source)?.name ?? source;
}

/** `Binance, 12:03:07`: a time that stays true while it is shown, so that waiting changes nothing. */
export function aboutText(measured: Measured<unknown>, reading: Reading): string {
  if (!isKnown(measured)) return reasonText(measured);
  return t('sourceAt', sourceName(measured.source, reading), formatClock(trueTime(measured, reading)));
}

/** `Binance, 4 s ago`. */
export function ageText(measured: Measured<unknown>, reading: Reading, now: Ms): string {
  if (!isKnown(measured)) return reasonText(measured);
  return t(
    'sourceAndAge',
    sourceName(measured.source, reading),
    formatDuration(ageOf(measured, reading, now)),
  );
}

export function toMeasureView<T>(
  measured: Measured<T>,
  reading: Reading,
  format: (value: T) => string,
): MeasureView {
  return {
    text: isKnown(measured) ? format(measured.value) : NO_VALUE,
    known: isKnown(measured),
    about: aboutText(measured, reading),
  };
}
