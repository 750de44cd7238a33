import type { VenueRow } from '../../core/domain/long-look.ts';
import { isKnown } from '../../core/domain/measured.ts';
import type { Reading } from '../../core/domain/reading.ts';
import type { Ms } from '../../core/domain/time.ts';
import { formatSignedPercent, formatUsd } from '../format/number.ts';
import { formatDuration } from '../format/time.ts';
import { statusText } from '../views/footer-view.ts';
import { type MeasureView, toMeasureView } from '../views/measure-view.ts';
import { t } from '../words/t.ts';

export interface VenueRowView {
  readonly venue: string;
  readonly name: string;
  readonly viewed: boolean;
  readonly tone: 'live' | 'aged' | 'stale' | 'off';
  readonly status: string;
  readonly statusTitle: string;
  readonly funding: MeasureView;
  readonly openInterest: MeasureView;
  readonly change1h: MeasureView;
  readonly change24h: MeasureView;
  readonly premium: MeasureView;
  readonly depth: MeasureView;
}

export function toVenueRows(rows: readonly VenueRow[], reading: Reading, now: Ms): readonly VenueRowView[] {
  return rows.map((row) => {
    const { health } = row;
    const live = health.status === 'live';
    const age = health.lastGoodTime === null ? null : Math.max(0, now - health.lastGoodTime);
    const hours = row.fundingIntervalHours;
    const change = (value: number) => formatSignedPercent(value);
    return {
      venue: health.venue,
      name: health.name,
      viewed: row.viewed,
      tone: live ? 'live' : health.status === 'waiting' ? 'off' : 'stale',
      status: live && age !== null ? formatDuration(age) : statusText(health),
      statusTitle: [health.detail, age === null ? '' : t('lastAnswer', formatDuration(age))]
        .filter(Boolean)
        .join(' · '),
      funding: toMeasureView(row.fundingRate, reading, (rate) => {
        const text = formatSignedPercent(rate, 4);
        return isKnown(hours) ? t('ratePerInterval', text, hours.value) : text;
      }),
      openInterest: toMeasureView(row.openInterestValue, reading, formatUsd),
      change1h: toMeasureView(row.change1h, reading, change),
      change24h: toMeasureView(row.change24h, reading, change),
      premium: toMeasureView(row.premium, reading, (value) => formatSignedPercent(value, 3)),
      depth: toMeasureView(row.depthWithinOnePercent, reading, formatUsd),
    };
  });
}
