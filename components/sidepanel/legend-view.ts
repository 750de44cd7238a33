import { isKnown } from '../../core/domain/measured.ts';
import type { Reading } from '../../core/domain/reading.ts';
import type { HeldLook } from '../../core/stores/look-store.ts';
import { formatDateTime } from '../format/date.ts';
import { formatCompact, formatPercent, formatPrice, formatSignedPercent } from '../format/number.ts';
import { t } from '../words/t.ts';
import { type ChartRow, heatAt } from './chart-rows.ts';

export interface LegendItem {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly tone: '' | 'long' | 'short';
}

export const NONE = '–';

/** A bar in words, each value with its unit; `price` adds what the map said there at that time. */
export function toLegend(
  row: ChartRow,
  price: number | null,
  look: HeldLook,
  reading: Reading,
): { readonly time: string; readonly items: readonly LegendItem[] } {
  const { quote, base } = reading.instrument;
  const plain = (id: string, label: string, value: string): LegendItem => ({ id, label, value, tone: '' });
  const items = [
    plain('open', t('ohlcOpen'), formatPrice(row.open, row.close)),
    plain('high', t('ohlcHigh'), formatPrice(row.high, row.close)),
    plain('low', t('ohlcLow'), formatPrice(row.low, row.close)),
    plain('close', t('ohlcClose'), `${formatPrice(row.close)} ${quote}`),
    plain('volume', t('volume'), `${formatCompact(row.volume)} ${base}`),
    plain('openInterest', t('sparkOpenInterest'), openInterestText(row, base)),
    plain('funding', t('partFunding'), fundingText(row, reading)),
    plain('premium', t('partPremium'), premiumText(row)),
  ];
  const heat = price === null ? null : heatAt(look, row.time, price);
  if (price !== null) {
    const at = t('mapAt', formatPrice(price, row.close));
    items.push({
      id: 'map',
      label: at,
      value: heat === null ? NONE : formatPercent(heat.share, 2),
      tone: heat?.side ?? '',
    });
  }
  return { time: formatDateTime(row.time), items };
}

export function openInterestText({ openInterest }: ChartRow, base: string): string {
  return openInterest === null ? NONE : `${formatCompact(openInterest)} ${base}`;
}

export function fundingText({ funding }: ChartRow, { funding: now }: Reading): string {
  if (funding === null) return NONE;
  const hours = now.fundingIntervalHours;
  const rate = formatSignedPercent(funding, 4);
  return isKnown(hours) ? t('ratePerInterval', rate, hours.value) : rate;
}

export function premiumText({ premium }: ChartRow): string {
  return premium === null ? NONE : formatSignedPercent(premium, 3);
}
